package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "192.0.2.4/30, 192.0.2.7, true",
        "192.0.2.4/30, 192.0.2.8, false",
        "192.0.2.9, 192.0.2.9, true",
        "192.0.2.9, 192.0.2.90, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ffff::1, true",
        "::/0, 10.0.0.1, false",
        "::/64, 10.0.0.1, false",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "2001:db8::/32, 2001:0DB8:0:0::1, true",
        "2001:db8::/32, 2001:db80::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:db8:0:0:8000::/65, 2001:db8::8000:0:0:1, true",
        "2001:db8:0:0:8000::/65, 2001:db8::7fff:0:0:1, false",
        "2001:db8::1, 2001:DB8:0:0:0:0:0:1, true",
        "2001:db8::1, 2001:db8::10, false"
    })
    void anAddressIsInAPrefixByItsBitsHoweverItIsWritten(String prefix, String address, boolean within) {
        assertThat(IpPrefix.parse(prefix).contains(IpAddress.parse(address))).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.9/32, 192.0.2.9",
        "2001:0DB8:0:0:0:0:0:0/32, 2001:db8::/32",
        "2001:db8::9/128, 2001:db8::9",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
        "::/0, ::/0"
    })
    void itIsWrittenInOneForm(String text, String written) {
        assertThat(IpPrefix.parse(text)).hasToString(written);
        assertThat(IpPrefix.parse(written)).isEqualTo(IpPrefix.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "10.0.0.1/8, with these bits alone it is 10.0.0.0/8",
                "2001:db8::1/32, with these bits alone it is 2001:db8::/32",
                "10.0.0.0/33, allowed: 0 to 32",
                "2001:db8::/129, allowed: 0 to 128",
                "::ffff:0.0.0.0/95, allowed: 96 to 128",
                "10.0.0.0/-1, allowed: 0 to 32",
                "10.0.0.0/, allowed: 0 to 32",
                "10.0.0.0/255.0.0.0, allowed: 0 to 32",
                "10.0.0/8, is no address and no prefix",
                "host/8, is no address and no prefix",
                "10.0.0.0/8/8, allowed: 0 to 32"
            })
    void whatIsNoneIsRefusedWithWhatIsAllowed(String text, String message) {
        assertThatThrownBy(() -> IpPrefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** The oracle shifts whole numbers. */
    @Test
    void membershipIsThatOfShiftedNumbers() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        int within = 0;
        for (int i = 0; i < 20_000; i++) {
            int bits = random.nextBoolean() ? 32 : 128;
            int length = random.nextInt(bits + 1);
            BigInteger base = new BigInteger(bits, new java.util.Random(random.nextLong()))
                    .shiftRight(bits - length)
                    .shiftLeft(bits - length);
            // Differs in one bit, which lies before the end of the prefix or behind it.
            BigInteger other = base.flipBit(random.nextInt(bits));
            boolean expected = other.shiftRight(bits - length).equals(base.shiftRight(bits - length));
            IpPrefix prefix = new IpPrefix(address(base, bits), length);
            assertThat(prefix.contains(address(other, bits)))
                    .as(prefix + " " + other.toString(16))
                    .isEqualTo(expected);
            within += expected ? 1 : 0;
        }
        assertThat(within).isBetween(5_000, 15_000);
    }

    private static IpAddress address(BigInteger number, int bits) throws Exception {
        byte[] octets = new byte[bits / 8];
        byte[] digits = number.toByteArray();
        for (int i = 0; i < Math.min(octets.length, digits.length); i++) {
            octets[octets.length - 1 - i] = digits[digits.length - 1 - i];
        }
        return IpAddress.parse(InetAddress.getByAddress(octets).getHostAddress());
    }
}
