package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.DnsMessages.Answer;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Answers of services that were asked in the victim's name: large, from servers that it never talked to. */
final class Reflection {
    private static final int DNS = 53;
    private static final int NTP = 123;
    private static final int SSDP = 1900;
    private static final List<Integer> SERVICES = List.of(DNS, DNS, NTP, 389, SSDP, 11_211, 19, 161, 3702, 1194);
    private static final int MONLIST_BYTES = 440;

    private final Stage stage;
    private final int service;
    private final int reflectors;
    private final int bytes;
    private final int first;
    private final boolean onePort;
    private final boolean ipv6;
    private final String name;
    private final int type;

    private Reflection(Stage stage) {
        this.stage = stage;
        Parameters parameters = stage.parameters();
        service = parameters.choice("service", SERVICES);
        reflectors = parameters.count("reflectors", 1, 800);
        bytes = parameters.count("bytes", 200, 1400);
        onePort = parameters.chance("one_port", 0.5);
        ipv6 = parameters.chance("ipv6", 0.1);
        first = Population.publicAddress(stage.random());
        name = Population.domain(stage.random());
        type = stage.random().pick(List.of(DnsMessages.TXT, DnsMessages.DNSKEY, 255));
    }

    /** Plays a reflected flood. */
    static void play(Stage stage) {
        Reflection reflection = new Reflection(stage);
        FloodPace pace = FloodPace.of(stage, 60, 30_000);
        pace.stage()
                .label(
                        "reflectors of forged requests (port " + reflection.service + ")",
                        stage.subject().at(reflection.ipv6).address().toString());
        pace.run(reflection::send);
    }

    private void send() {
        Randomness random = stage.random();
        int number = random.below(reflectors);
        Endpoint gateway = stage.population().gateway().at(ipv6);
        Endpoint from = ipv6
                ? gateway.claiming(new IpAddress(0x2A02_0000_0000_0000L | (long) number << 16, first))
                : gateway.claiming(IpAddress.ofIpv4(first + number * 0x0001_0203 & 0x5FFF_FFFF | 0x2000_0000));
        int port = onePort ? 40_123 : 1024 + random.below(64_000);
        RawPackets.udp(stage.wire(), from, stage.subject().at(ipv6), service, port, answer(random));
    }

    private Payload answer(Randomness random) {
        return switch (service) {
            case DNS -> dns(random);
            case NTP ->
                new Bytes()
                        .u32(0xD700_032A)
                        .u32(0x0006_0048)
                        .zeros(MONLIST_BYTES - 8)
                        .payload();
            case SSDP ->
                Payload.lines(
                        "HTTP/1.1 200 OK",
                        "CACHE-CONTROL: max-age=1800",
                        "ST: upnp:rootdevice",
                        "USN: uuid:" + random.word(12) + "::upnp:rootdevice",
                        "LOCATION: http://192.168.1.1:5000/" + random.word(random.between(4, 40)) + ".xml");
            default ->
                new Bytes().random(random, bytes - random.below(1 + bytes / 4)).payload();
        };
    }

    private Payload dns(Randomness random) {
        List<Answer> answers = new ArrayList<>();
        for (int left = bytes - 60; left > 0; left -= 150) {
            byte[] data = type == DnsMessages.TXT
                    ? DnsMessages.text(new byte[Math.min(140, left)])
                    : new Bytes().random(random, Math.min(140, left)).toByteArray();
            answers.add(new Answer(type == 255 ? DnsMessages.DNSKEY : type, 3600, data));
        }
        return DnsMessages.answer(random.below(1 << 16), name, type, DnsMessages.NO_ERROR, answers, 4096)
                .payload();
    }
}
