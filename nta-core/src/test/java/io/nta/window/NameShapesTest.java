package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameShapesTest {
    private static final String HEX_60 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";

    private final NameShapes shapes = new NameShapes();

    /** The shape of the name with these labels, each of any bytes. */
    private NameShape ofLabels(String... labels) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (String label : labels) {
            name.write(label.length());
            name.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        name.write(0);
        byte[] question = DnsMessages.join(name.toByteArray(), new byte[] {0, 1, 0, 1});
        byte[] message = DnsMessages.join(DnsMessages.header(1, 0x0100, 1, 0), question);
        byte[] frame = Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .udp(40_000, 53)
                .payload(message)
                .bytes();
        PacketView view = new PacketView();
        new PacketDecoder().decode(0, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0, view);
        assertThat(view.hasDns()).isTrue();
        return shapes.of(view);
    }

    private NameShape of(String name) {
        return name.isEmpty() ? ofLabels() : ofLabels(name.split("\\."));
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com, example.com, 3",
        "example.com, example.com, 0",
        "www.example.co.uk, example.co.uk, 3",
        "a.b.c.example.co.uk, example.co.uk, 5",
        "a.b.github.io, b.github.io, 1",
        "co.uk, co.uk, 0",
        "com, com, 0",
        "a.b.c.d.e.f.g.example.com, example.com, 13",
        "WWW.Example.COM, example.com, 3",
        "host.xn--p1ai, host.xn--p1ai, 0",
        "www.host.xn--p1ai, host.xn--p1ai, 3",
        "nas.home.arpa, nas.home.arpa, 0",
    })
    void theRegisteredDomainIsTheLabelBeforeThePublicSuffix(String name, String domain, int partLength) {
        NameShape shape = of(name);
        assertThat(shape.domain()).isEqualTo(domain);
        assertThat(shape.partLength()).isEqualTo(partLength);
        assertThat(shape.domainHash()).isEqualTo(NameShapes.domainHash(domain));
    }

    @ParameterizedTest
    @CsvSource({
        "host.corp.lan, corp.lan, 4",
        "printer.local, printer.local, 0",
        "a.b.internal, b.internal, 1",
        "localhost, localhost, 0",
    })
    void underAPrivateTopLevelTheLastTwoLabelsAreTheDomain(String name, String domain, int partLength) {
        NameShape shape = of(name);
        assertThat(shape.domain()).isEqualTo(domain);
        assertThat(shape.partLength()).isEqualTo(partLength);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnscat." + HEX_60, HEX_60, "1.2.3.host99", "x.averyverylongtoplevel"})
    void whatEndsInNoTopLevelHasNoDomainAndIsAllPart(String name) {
        NameShape shape = of(name);
        assertThat(shape.domain()).isEmpty();
        assertThat(shape.partLength()).isEqualTo(name.length());
    }

    @ParameterizedTest
    @CsvSource({
        "_dmarc.example.co.uk, example.co.uk, 6",
        "_ldap._tcp.dc._msdcs.example.co.uk, example.co.uk, 20",
        "-x-.y_.evil.co.uk, evil.co.uk, 6",
        "a.b.c.d.e._f.g.example.co.uk, example.co.uk, 14",
    })
    void labelsThatNoHostHasDoNotHideThePublicSuffix(String name, String domain, int partLength) {
        NameShape shape = of(name);
        assertThat(shape.domain()).isEqualTo(domain);
        assertThat(shape.partLength()).isEqualTo(partLength);
    }

    @Test
    void rawBytesBeforeTheDomainDoNotHideIt() {
        NameShape shape = ofLabels("z\u00ff\u00be\u0080\u0001", "\u00d0\u00e1", "t", "evil", "co", "uk");
        assertThat(shape.domain()).isEqualTo("evil.co.uk");
        assertThat(shape.partLength()).isEqualTo(10);
        assertThat(ofLabels("\u00ff\u00fe", "co", "uk").domain()).isEqualTo("\u00ff\u00fe.co.uk");
        assertThat(ofLabels("a", "\u00ff\u00fe").domain()).isEmpty();
    }

    @Test
    void dotsWithinLabelsAreHarmless() {
        assertThat(ofLabels("a.", "example", "com").domain()).isEqualTo("example.com");
        assertThat(ofLabels("..", "..").partLength()).isEqualTo(5);
        assertThat(ofLabels("example", "com.").domain()).isEmpty();
        assertThat(ofLabels(".", ".", "x").partLength()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void theRootHasNeitherDomainNorPart() {
        NameShape shape = of("");
        assertThat(shape.domain()).isEmpty();
        assertThat(shape.partLength()).isZero();
        assertThat(shape.entropyMicrobits()).isZero();
        assertThat(shape.reverse()).isFalse();
    }

    @Test
    void theLongestNamesHaveTheirDomainToo() {
        String label = "a".repeat(63);
        String first = "b".repeat(255 - 2 - 3 * 64 - "evil.co.uk".length() - 1);
        NameShape shape = ofLabels(first, label, label, label, "evil", "co", "uk");
        assertThat(shape.domain()).isEqualTo("evil.co.uk");
        assertThat(shape.partLength()).isEqualTo(253 - "evil.co.uk".length() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.2.1.in-addr.arpa, true",
        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, true",
        "lb._dns-sd._udp.0.1.168.192.in-addr.arpa, true",
        "4.3.2.1.example.org, true",
        "nas.home.arpa, false",
        "data.evilarpa, false",
        "data.t.xarpa, false",
        "www.example.com, false",
    })
    void onlyAnAddressLookUpIsReverse(String name, boolean reverse) {
        assertThat(of(name).reverse()).isEqualTo(reverse);
    }

    @ParameterizedTest
    @CsvSource({
        // By hand: -sum of p log2 p over the characters of the part.
        "aaaa.example.com, 0",
        "ab.example.com, 1",
        "aabb.example.com, 1",
        "abcd.example.com, 2",
        "abcdefgh.example.com, 3",
        "aaab.example.com, 0.811278",
        "a.b.example.com, 1.584963",
        "example.com, 0",
    })
    void entropyIsThatOfThePartInBitsPerCharacter(String name, double bits) {
        assertThat(of(name).entropyMicrobits() / 1e6).isCloseTo(bits, within(1e-6));
    }

    @Test
    void aRememberedNameHasTheSameShapeAndOthersThatShareItsPlaceTheirOwn() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                String name = "n" + i + ".example.com";
                assertThat(of(name).partLength()).isEqualTo(name.length() - 12);
            }
        }
    }

    @Test
    void whateverTheLabelsAreThePartIsWithinTheNameAndNothingIsThrown() {
        SplittableRandom random = new SplittableRandom(1);
        String[] ends = {"com", "co", "uk", "arpa", "in-addr", "github", "io", "ck", "www", "kawasaki", "jp", "x"};
        for (int i = 0; i < 30_000; i++) {
            String[] labels = new String[1 + random.nextInt(7)];
            int length = -1;
            for (int j = 0; j < labels.length; j++) {
                labels[j] = random.nextBoolean() ? ends[random.nextInt(ends.length)] : bytes(random);
                length += labels[j].length() + 1;
            }
            NameShape shape = ofLabels(labels);
            // All but the dot between them; a label that is a dot itself may leave none.
            assertThat(length - shape.domain().length() - shape.partLength())
                    .as("%s", List.of(labels))
                    .isBetween(0, 1);
            assertThat(shape.entropyMicrobits()).isBetween(0L, 8_000_000L);
        }
    }

    private static String bytes(SplittableRandom random) {
        StringBuilder label = new StringBuilder();
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            label.append((char) (random.nextBoolean() ? 'a' + random.nextInt(26) : random.nextInt(256)));
        }
        return label.toString().replaceAll("[A-Z]", "q");
    }
}
