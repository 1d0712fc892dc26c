package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.TlsMessages;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** Devices that keep a connection to their cloud and go on asking for a hub that is long gone. */
public final class IotDevices implements Scenario {
    @Override
    public String name() {
        return "iot_devices";
    }

    @Override
    public String description() {
        return "chatty devices: keep-alives, names that fail again and again, polling of hosts that are gone";
    }

    private static final int MQTT_TLS = 8883;

    private enum Gone {
        /** Nobody has the address. */
        ABSENT,
        SILENT,
        REFUSING
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int devices = parameters.count("devices", 1, 12);
        double poll = parameters.logUniform("seconds_between_polls", 0.5, 30);
        double alive = parameters.logUniform("seconds_between_keep_alives", 5, 60);
        double ask = parameters.logUniform("seconds_between_names", 1, 60);
        Gone gone = parameters.choice("gone", Gone.values());
        int port = parameters.choice("port", List.of(80, 1883, 5683, 8009, 55_443));
        boolean datagrams = parameters.chance("datagrams", 0.4);
        stage.label(stage.subject().address(), "");
        Host hub = stage.otherLocal();
        Host cloud = stage.population().popularRemote(stage.random());
        String missing = "hub-" + stage.random().word(6) + ".vendor.example";
        for (int i = 0; i < devices; i++) {
            Host device = i == 0 ? stage.subject() : stage.otherLocal();
            stage.repeat(stage.steady(poll, 0.2), () -> poll(stage, device, hub, gone, port, datagrams));
            stage.repeat(
                    stage.steady(ask, 0.2),
                    () -> SmallTalk.lookUp(
                            stage,
                            device,
                            stage.population().resolver(),
                            missing,
                            DnsMessages.A,
                            DnsMessages.NXDOMAIN,
                            List.of()));
            keepAlive(stage, device, cloud, alive);
        }
    }

    private static void poll(Stage stage, Host device, Host hub, Gone gone, int port, boolean datagrams) {
        if (gone == Gone.ABSENT) {
            int own = (int) device.four().address().low();
            int absent = (int) stage.population().unusedLocal(7).low();
            ArpMessages.request(stage.wire(), ArpMessages.BROADCAST, device.mac(), own, absent);
        } else if (datagrams) {
            Datagrams flow = stage.datagrams(device, device.nextPort(), hub, port, false);
            flow.send(SmallTalk.noise(stage.random(), 40));
            if (gone == Gone.REFUSING) {
                flow.refuse(40);
            }
        } else {
            TcpLink link = stage.call(device, hub, port)
                    .meeting(gone == Gone.SILENT ? ServerMood.DROP : ServerMood.REFUSE)
                    .open();
            stage.clock().after(5 * Clock.SECOND, () -> link.client().vanish());
        }
    }

    private static void keepAlive(Stage stage, Host device, Host cloud, double seconds) {
        Randomness random = stage.random();
        Script.Written hello = Script.written()
                .client(TlsMessages.clientHello(random, cloud.name()), Clock.MILLI)
                .server(TlsMessages.serverFlight(random, 3000), Clock.MILLI)
                .client(TlsMessages.clientFinished(random), Clock.MILLI);
        boolean[] asked = {false};
        stage.call(device, cloud, MQTT_TLS)
                .saying(hello.then(() -> {
                    asked[0] = !asked[0];
                    Payload packet = TlsMessages.records(19, random.nextInt());
                    return asked[0]
                            ? Turn.client(packet, Stage.nanos(seconds * random.between(0.9, 1.1)))
                            : Turn.server(packet, Clock.MILLI);
                }))
                .open();
    }
}
