package io.nta.examples.generate.normal;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Content;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.DnsMessages.Answer;
import io.nta.examples.generate.protocol.IcmpMessages;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** The short exchanges of which every network is full: names, time, presence, addresses. */
public final class SmallTalk {
    private static final int DNS = 53;
    private static final int NTP = 123;
    private static final int MDNS_PORT = 5353;
    private static final int SSDP_PORT = 1900;
    private static final double UNANSWERED = 0.01;
    private static final int EDNS_SIZE = 1232;
    private static final int SNTP_BYTES = 48;
    private static final Endpoint MDNS = new Endpoint(0x0100_5E00_00FBL, IpAddress.parse("224.0.0.251"), 255);
    private static final Endpoint SSDP = new Endpoint(0x0100_5E7F_FFFAL, IpAddress.parse("239.255.255.250"), 4);
    private static final Endpoint NOBODY = new Endpoint(0, IpAddress.ofIpv4(0), 64);
    private static final Endpoint EVERYBODY = new Endpoint(ArpMessages.BROADCAST, IpAddress.ofIpv4(-1), 64);

    private SmallTalk() {}

    /** Looks a name up and gets records. */
    public static void lookUp(
            Stage stage, Host client, Host server, String name, int type, int code, List<Answer> answers) {
        Randomness random = stage.random();
        int id = random.below(1 << 16);
        int edns = random.chance(0.5) ? EDNS_SIZE : 0;
        // A host asks over the version of IP that it likes best.
        boolean ipv6 = (client.mac() >>> 25 & 3) == 0;
        Datagrams flow = stage.datagrams(client, client.nextPort(), server, DNS, ipv6);
        Payload question = DnsMessages.query(id, name, type, edns).payload();
        flow.send(question);
        long thinking = (long) (random.logUniform(0.0003, 0.06) * Clock.SECOND);
        Payload answer = DnsMessages.answer(id, name, type, code, answers, edns).payload();
        if (random.chance(UNANSWERED)) {
            // Lost: it is asked again.
            stage.clock().after(5 * Clock.SECOND, () -> {
                flow.send(question);
                flow.answer(answer, thinking);
            });
        } else {
            flow.answer(answer, thinking);
        }
    }

    /** Looks up the name of an address, which may have none. */
    public static void lookUpReverse(Stage stage, Host client, IpAddress address) {
        boolean exists = address.isIpv4() && (address.low() & 1) == 0;
        int bits = (int) address.low();
        String name = (bits & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 24)
                + ".in-addr.arpa";
        List<Answer> answers = exists
                ? List.of(new Answer(DnsMessages.PTR, 3600, DnsMessages.name("host-" + (bits & 0xFFFF) + ".example")))
                : List.of();
        Host resolver = stage.population().resolver();
        int code = exists ? DnsMessages.NO_ERROR : DnsMessages.NXDOMAIN;
        lookUp(stage, client, resolver, name, DnsMessages.PTR, code, answers);
    }

    /** Looks up the addresses of a host. */
    public static void lookUpHost(Stage stage, Host client, String name, Host found, boolean ipv6) {
        IpAddress address = found.at(ipv6).address();
        int ttl = stage.random().between(20, 3600);
        int type = ipv6 ? DnsMessages.AAAA : DnsMessages.A;
        List<Answer> answers = new ArrayList<>();
        // What a name leads to is the name's, not the moment's: aliases of content networks, several addresses.
        Randomness fixed = new Randomness(address.low()).fork(name);
        int aliases = fixed.chance(0.4) ? fixed.between(1, 3) : 0;
        for (int i = 0; i < aliases; i++) {
            String alias = fixed.word(fixed.between(4, 12)) + ".edge" + fixed.below(10) + ".content.net";
            answers.add(new Answer(DnsMessages.CNAME, ttl, DnsMessages.name(alias)));
        }
        int addresses = fixed.chance(0.4) ? fixed.between(2, 8) : 1;
        for (int i = 0; i < addresses; i++) {
            answers.add(new Answer(type, ttl, bytes(new IpAddress(address.high(), address.low() + i))));
        }
        lookUp(stage, client, stage.population().resolver(), name, type, DnsMessages.NO_ERROR, answers);
    }

    /** Returns an address as a record holds it. */
    static byte[] bytes(IpAddress address) {
        Bytes bytes = new Bytes();
        if (!address.isIpv4()) {
            bytes.u32((int) (address.high() >>> 32)).u32((int) address.high()).u32((int) (address.low() >>> 32));
        }
        return bytes.u32((int) address.low()).toByteArray();
    }

    /** Asks for the time. */
    public static void time(Stage stage, Host client, Host server, boolean ipv6) {
        Datagrams flow = stage.datagrams(client, client.nextPort(), server, NTP, ipv6);
        flow.send(new Bytes()
                .u8(0x23)
                .zeros(SNTP_BYTES - 9)
                .random(stage.random(), 8)
                .payload());
        flow.answer(
                new Bytes()
                        .u8(0x24)
                        .u8(2)
                        .zeros(SNTP_BYTES - 34)
                        .random(stage.random(), 32)
                        .payload(),
                200 * Clock.MICRO);
    }

    /** Asks all neighbours for a service. */
    public static void discover(Stage stage, Host client, String service) {
        byte[] question = DnsMessages.query(0, service, DnsMessages.PTR, 0).toByteArray();
        question[2] = 0;
        multicast(stage, client, MDNS_PORT, MDNS, MDNS_PORT, Payload.of(question));
    }

    /** Asks all neighbours for media devices. */
    public static void search(Stage stage, Host client) {
        Payload search = Payload.lines(
                "M-SEARCH * HTTP/1.1",
                "HOST: 239.255.255.250:1900",
                "MAN: \"ssdp:discover\"",
                "MX: 1",
                "ST: urn:dial-multiscreen-org:service:dial:1");
        multicast(stage, client, client.nextPort(), SSDP, SSDP_PORT, search);
    }

    private static void multicast(Stage stage, Host from, int port, Endpoint group, int groupPort, Payload payload) {
        Path here = Path.between(from, from);
        Endpoint sender = new Endpoint(from.mac(), from.four().address(), group.ttl());
        new Datagrams(stage.wire(), here, sender, port, group, groupPort).send(payload);
    }

    /** Gets a lease: discover, offer, request, acknowledge (RFC 2131, 3.1). */
    public static void lease(Stage stage, Host client) {
        Host server = stage.population().gateway();
        int transaction = stage.random().nextInt();
        for (int step = 0; step < 4; step++) {
            boolean asks = step % 2 == 0;
            Payload message = leaseMessage(asks, step, transaction, client, server);
            long delay = step * (long) (stage.random().between(0.5, 6) * Clock.MILLI);
            Endpoint nobody = new Endpoint(client.mac(), NOBODY.address(), NOBODY.ttl());
            Datagrams flow = asks
                    ? new Datagrams(stage.wire(), Path.between(client, server), nobody, 68, EVERYBODY, 67)
                    : new Datagrams(stage.wire(), Path.between(client, server), server.four(), 67, client.four(), 68);
            stage.clock().after(delay, () -> flow.send(message));
        }
    }

    private static Payload leaseMessage(boolean asks, int step, int transaction, Host client, Host server) {
        Bytes bytes =
                new Bytes().u8(asks ? 1 : 2).u8(1).u8(6).u8(0).u32(transaction).zeros(8);
        bytes.all(asks ? new byte[4] : bytes(client.four().address())).zeros(8);
        bytes.u16((int) (client.mac() >>> 32))
                .u32((int) client.mac())
                .zeros(10 + 192)
                .u32(0x6382_5363);
        bytes.u8(53).u8(1).u8(new int[] {1, 2, 3, 5}[step]);
        if (!asks) {
            bytes.u8(54).u8(4).all(bytes(server.four().address())).u8(51).u8(4).u32(3600);
        }
        return bytes.u8(255).zeros(40).payload();
    }

    /** Sends one echo request and gets its reply, or none. */
    public static void ping(
            Stage stage, Host client, Host server, boolean ipv6, int id, int sequence, int bytes, boolean answered) {
        Path path = Path.between(client, server);
        Endpoint from = client.at(ipv6);
        Endpoint to = server.at(ipv6);
        if (path.nearIsFirst()) {
            IcmpMessages.echo(stage.wire(), from, to, false, id, sequence, bytes);
        } else {
            stage.clock()
                    .after(
                            path.delayNanos(),
                            () -> IcmpMessages.echo(stage.wire(), from, to, false, id, sequence, bytes));
        }
        if (answered) {
            long back = path.nearIsFirst() ? 2 * path.delayNanos() : path.delayNanos();
            long late = (long) (stage.random().unit() * path.jitterNanos());
            stage.clock()
                    .after(
                            back + late + 20 * Clock.MICRO,
                            () -> IcmpMessages.echo(stage.wire(), to, from, true, id, sequence, bytes));
        }
    }

    /** Asks who has a neighbour's address, and is told if that one is up. */
    public static void whoHas(Stage stage, Host client, Host neighbour, boolean directly, boolean answered) {
        int own = (int) client.four().address().low();
        int asked = (int) neighbour.four().address().low();
        long to = directly ? neighbour.mac() : ArpMessages.BROADCAST;
        ArpMessages.request(stage.wire(), to, client.mac(), own, asked);
        if (answered) {
            long delay = (long) (stage.random().logUniform(0.00005, 0.002) * Clock.SECOND);
            stage.clock()
                    .after(delay, () -> ArpMessages.reply(stage.wire(), client.mac(), neighbour.mac(), asked, own));
        }
    }

    /** Asks which MAC an IPv6 neighbour has, and is told. */
    public static void findNeighbour(Stage stage, Host client, Host neighbour) {
        Endpoint from = client.at(true);
        Endpoint to = neighbour.at(true);
        IpAddress target = to.address();
        IpAddress group = new IpAddress(0xFF02_0000_0000_0000L, 0x1_FF00_0000L | target.low() & 0xFF_FFFF);
        Endpoint asked = new Endpoint(0x3333_FF00_0000L | target.low() & 0xFF_FFFF, group, 255);
        IcmpMessages.neighbour(stage.wire(), from, asked, target, false);
        stage.clock().after(300 * Clock.MICRO, () -> IcmpMessages.neighbour(stage.wire(), to, from, target, true));
    }

    /** Sends noise of that size, as a protocol that nobody can read. */
    static Payload noise(Randomness random, int bytes) {
        return Content.OPAQUE.of(bytes, random.nextInt());
    }
}
