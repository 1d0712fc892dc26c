package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.spi.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan asks for many different ports or hosts and mostly fails (the observation of Jung et al. 2004, "Fast portscan detection using sequential hypothesis
 * testing").
 *
 * <p>Vertical, many ports of one host: seen best in the target's row. Horizontal, one port of many hosts: in the source's row, with a higher limit, because
 * peer-to-peer programs try many hosts too, though scattered over many networks. UDP that is merely unanswered says little, so refusals are asked for, or many more
 * ports; traceroute's ports don't count.
 *
 * <p>The limits lie between the 15-port scans of the reference captures and the largest benign count in them: 2 failing ports of one host, 59 failing hosts in 30 s
 * (Gnutella), 39 traceroute ports.
 */
final class PortScanRule implements Rule {
    private static final int PORTS_PER_HOST = 5;
    private static final int HOSTS_PER_NETWORK = 8;

    /** A target with this many sources that ask about once each is flooded from forged addresses, not scanned. */
    private static final int FORGED_SOURCES = 100;

    private static final int FORGED_PORTS_PER_SOURCE = 3;
    /** Of such a flood the window at its edge holds fewer sources; scanners that share their work ask for more ports each than this. */
    private static final double LONE_PORTS_PER_SOURCE = 1.5;

    private static final int ATTEMPTS_PER_HOST = 3;

    /** Path tools get about one ICMP time exceeded for each probe that isn't the last. */
    private static final int TRACED_PROBES = 5;

    private final SizedLimit ports;
    private final SizedLimit silentUdpPorts;
    private final SizedLimit hosts;
    private final SizedLimit neighbourHosts;
    private final double failingShare;
    private final double floodPacketSize;
    private final double floodRate;
    private final double longestProbe;

    PortScanRule(ProviderConfig config) {
        ports = SizedLimit.of(config, "port_scan.failing_ports", 9, 12, 24);
        silentUdpPorts = SizedLimit.of(config, "port_scan.silent_udp_ports", 30, 50, 90);
        hosts = SizedLimit.of(config, "port_scan.failing_hosts", 64, 100, 120);
        neighbourHosts = SizedLimit.of(config, "port_scan.failing_neighbour_hosts", 16, 20, 30);
        failingShare = config.number("port_scan.failing_share", 0.6, 0, 1);
        floodPacketSize = config.number("port_scan.flood_packet_size", 120, 1, 65_535);
        floodRate = config.number("port_scan.flood_packet_rate", 20, 1, 1e9);
        longestProbe = config.number("port_scan.longest_probe", 400, 1, 65_535);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        double targets = row.get(Row.DISTINCT_TARGETS);
        double failing = targets - row.get(Row.ANSWERED_TARGETS);
        if (failing < ports.of(row) || failing < failingShare * targets) {
            return null;
        }
        if (row.kind() == KeyKind.TARGET && isForged(row, targets)) {
            return null;
        }
        Verdict vertical = vertical(row, failing);
        return vertical != null || row.kind() == KeyKind.TARGET ? vertical : horizontal(row, failing);
    }

    private static boolean isForged(FeatureVector row, double targets) {
        double sources = row.get(Row.UNIQUE_SRC_IPS);
        return targets < (sources >= FORGED_SOURCES ? FORGED_PORTS_PER_SOURCE : LONE_PORTS_PER_SOURCE) * sources;
    }

    private @Nullable Verdict vertical(FeatureVector row, double failing) {
        double hostCount = Math.max(1, row.get(Row.UNIQUE_DST_IPS));
        if (failing < PORTS_PER_HOST * hostCount) {
            return null;
        }
        double udp = row.get(Row.UDP_PORTS) - row.get(Row.TRACEROUTE_PORTS);
        double tcpFailing = Math.min(failing, tcpFailures(row));
        double refused = row.get(Row.REFUSED_TARGETS);
        double limit = ports.of(row);
        boolean untraced = udp >= TRACED_PROBES * row.get(Row.TIME_EXCEEDED);
        double tcpPorts = row.get(Row.UNIQUE_DST_PORTS) - row.get(Row.UDP_PORTS);
        boolean tcp = tcpFailing >= limit && tcpPorts >= limit;
        boolean refusedUdp = udp >= limit && refused >= 3 && untraced;
        boolean silentUdp = udp >= silentUdpPorts.of(row) && untraced;
        if (!tcp && !refusedUdp && !silentUdp || !tcp && isFlood(row)) {
            return null;
        }
        double reached = tcp || refusedUdp ? limit : silentUdpPorts.of(row);
        double counted = tcp ? failing : Math.min(udp, failing);
        List<String> evidence = new ArrayList<>();
        evidence.add(say(
                "%.0f failing ports on %s (limit %.0f)", counted, Row.counted(hostCount, "host", "hosts"), reached));
        evidence.add(say("%.0f of them refused, %.0f unanswered", refused, Math.max(0, failing - refused)));
        if (row.get(Row.ODD_PROBES) > 0) {
            evidence.add(
                    Row.counted(row.get(Row.ODD_PROBES), "probe", "probes") + " with flags that begin no connection");
        }
        return Row.verdict(
                row,
                AttackType.PORT_SCAN,
                Row.confidence(counted, reached),
                say(
                        "%.0f ports were tried and %.0f failed within %d s",
                        row.get(Row.DISTINCT_TARGETS), failing, row.seconds()),
                evidence);
    }

    /** Datagrams that carry data to ever other ports swamp, or are the share that one of many reflectors has; probes are empty, or short. */
    private boolean isFlood(FeatureVector row) {
        boolean frequent = row.get(Row.UDP_COUNT) >= floodRate * row.seconds();
        return Row.carriesData(row, frequent ? floodPacketSize : longestProbe);
    }

    /** TCP connections that came to nothing. */
    private static double tcpFailures(FeatureVector row) {
        double tcpRefused = row.get(Row.REFUSED) - row.get(Row.UDP_REFUSED);
        return Math.max(row.get(Row.ATTEMPTED) - row.get(Row.ESTABLISHED) + row.get(Row.ODD_PROBES), tcpRefused);
    }

    private @Nullable Verdict horizontal(FeatureVector row, double failing) {
        double hostCount = row.get(Row.UNIQUE_DST_IPS);
        double tcp = Math.min(failing, tcpFailures(row));
        boolean neighbours = hostCount >= HOSTS_PER_NETWORK * row.get(Row.UNIQUE_DST_NETWORKS);
        double limit = neighbours ? neighbourHosts.of(row) : hosts.of(row);
        boolean fewPorts = row.get(Row.UNIQUE_DST_PORTS) * PORTS_PER_HOST <= hostCount;
        boolean retrying = !neighbours && row.get(Row.ATTEMPTED) > ATTEMPTS_PER_HOST * failing;
        if (tcp < limit || hostCount < limit || !fewPorts || retrying) {
            return null;
        }
        return Row.verdict(
                row,
                AttackType.PORT_SCAN,
                Row.confidence(tcp, limit),
                say(
                        "%.0f hosts were tried on %.0f ports within %d s",
                        hostCount, row.get(Row.UNIQUE_DST_PORTS), row.seconds()),
                List.of(
                        say("%.0f connections to different hosts failed (limit %.0f)", tcp, limit),
                        say("%.0f hosts in %.0f networks", hostCount, row.get(Row.UNIQUE_DST_NETWORKS))));
    }
}
