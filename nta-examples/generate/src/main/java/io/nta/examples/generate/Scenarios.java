package io.nta.examples.generate;

import io.nta.examples.generate.attack.ArpSpoof;
import io.nta.examples.generate.attack.DnsTunnel;
import io.nta.examples.generate.attack.IcmpFlood;
import io.nta.examples.generate.attack.PortScan;
import io.nta.examples.generate.attack.Slowloris;
import io.nta.examples.generate.attack.SshBrute;
import io.nta.examples.generate.attack.SynFlood;
import io.nta.examples.generate.attack.UdpFlood;
import io.nta.examples.generate.normal.AddressUpkeep;
import io.nta.examples.generate.normal.ArpFailover;
import io.nta.examples.generate.normal.AssetInventory;
import io.nta.examples.generate.normal.Backscatter;
import io.nta.examples.generate.normal.Backup;
import io.nta.examples.generate.normal.BootStorm;
import io.nta.examples.generate.normal.BusyResolver;
import io.nta.examples.generate.normal.CiRunner;
import io.nta.examples.generate.normal.ConfigManagement;
import io.nta.examples.generate.normal.Crawler;
import io.nta.examples.generate.normal.DeadBackend;
import io.nta.examples.generate.normal.Discovery;
import io.nta.examples.generate.normal.FileCopy;
import io.nta.examples.generate.normal.FlakyServer;
import io.nta.examples.generate.normal.GitOverSsh;
import io.nta.examples.generate.normal.IotDevices;
import io.nta.examples.generate.normal.JoinedMidway;
import io.nta.examples.generate.normal.KeyRing;
import io.nta.examples.generate.normal.LoadBalancer;
import io.nta.examples.generate.normal.LoadTest;
import io.nta.examples.generate.normal.LogBursts;
import io.nta.examples.generate.normal.MailServer;
import io.nta.examples.generate.normal.MistypedPassword;
import io.nta.examples.generate.normal.Monitoring;
import io.nta.examples.generate.normal.MulticastStream;
import io.nta.examples.generate.normal.NameLookups;
import io.nta.examples.generate.normal.NatGateway;
import io.nta.examples.generate.normal.OnlineGame;
import io.nta.examples.generate.normal.PeerToPeer;
import io.nta.examples.generate.normal.PingMonitoring;
import io.nta.examples.generate.normal.Printers;
import io.nta.examples.generate.normal.PublicServer;
import io.nta.examples.generate.normal.QuicBrowsing;
import io.nta.examples.generate.normal.SipPhones;
import io.nta.examples.generate.normal.SlowClients;
import io.nta.examples.generate.normal.SpeedTest;
import io.nta.examples.generate.normal.SshAutomation;
import io.nta.examples.generate.normal.Telemetry;
import io.nta.examples.generate.normal.ThroughputTest;
import io.nta.examples.generate.normal.TimeService;
import io.nta.examples.generate.normal.Traceroute;
import io.nta.examples.generate.normal.VideoStream;
import io.nta.examples.generate.normal.VoiceCall;
import io.nta.examples.generate.normal.VpnTunnel;
import io.nta.examples.generate.normal.WebBrowsing;
import io.nta.examples.generate.normal.WebMeeting;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.workload.FloodWorkload;
import io.nta.examples.generate.workload.MixedWorkload;
import io.nta.examples.generate.workload.SmallWorkload;
import java.util.List;
import java.util.stream.Stream;

/** All scenarios. */
public final class Scenarios {
    private static final List<Scenario> WORKLOADS =
            List.of(new MixedWorkload(), new FloodWorkload(), new SmallWorkload());

    private static final List<Scenario> ATTACKS = List.of(
            new ArpSpoof(),
            new DnsTunnel(),
            new IcmpFlood(),
            new PortScan(),
            new Slowloris(),
            new SshBrute(),
            new SynFlood(),
            new UdpFlood());

    private static final List<Scenario> NORMAL = List.of(
            new AddressUpkeep(),
            new ArpFailover(),
            new Backscatter(),
            new Backup(),
            new BootStorm(),
            new BusyResolver(),
            new CiRunner(),
            new ConfigManagement(),
            new Crawler(),
            new DeadBackend(),
            new Discovery(),
            new FileCopy(),
            new FlakyServer(),
            new GitOverSsh(),
            new IotDevices(),
            new JoinedMidway(),
            new KeyRing(),
            new LoadBalancer(),
            new LoadTest(),
            new LogBursts(),
            new MailServer(),
            new MistypedPassword(),
            new Monitoring(),
            new MulticastStream(),
            new NameLookups(),
            new NatGateway(),
            new OnlineGame(),
            new PeerToPeer(),
            new PingMonitoring(),
            new Printers(),
            new PublicServer(),
            new QuicBrowsing(),
            new SipPhones(),
            new SlowClients(),
            new SpeedTest(),
            new SshAutomation(),
            new Telemetry(),
            new ThroughputTest(),
            new TimeService(),
            new Traceroute(),
            new VideoStream(),
            new VoiceCall(),
            new VpnTunnel(),
            new WebBrowsing(),
            new WebMeeting());

    private static final List<Scenario> DISCOVERY = List.of(new AssetInventory());

    private static final List<Scenario> NETWORKS = List.of(new WholeNetwork(NORMAL, ATTACKS));

    private Scenarios() {}

    /** Returns the workloads, which have settings instead of regimes. */
    public static List<Scenario> workloads() {
        return WORKLOADS;
    }

    /** Returns the eight attacks. */
    public static List<Scenario> attacks() {
        return ATTACKS;
    }

    /** Returns the habits of ordinary traffic. */
    public static List<Scenario> normal() {
        return NORMAL;
    }

    /** Returns all scenarios. */
    public static List<Scenario> all() {
        return Stream.of(NETWORKS, ATTACKS, NORMAL, DISCOVERY, WORKLOADS)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns the scenario of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scenario '" + name + "'; there are "
                        + String.join(", ", all().stream().map(Scenario::name).toList())));
    }
}
