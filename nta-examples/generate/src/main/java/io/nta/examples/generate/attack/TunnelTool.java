package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.DnsMessages;
import java.util.List;

/** The forms that the names of tunnels have. */
enum TunnelTool {
    /** iodine: names filled to the brim, one type of record, the first character a command. */
    FULL(40, 240),
    /** dnscat2: hexadecimal, types by turns. */
    HEXADECIMAL(18, 220),
    /** dns2tcp: base64, TXT or KEY. */
    BASE64(10, 220),
    /** OzymanDNS and its heirs: numbered pieces. */
    NUMBERED(20, 180),
    /** Data carried out in the names of addresses; nothing of use comes back. */
    OUTWARD(24, 230),
    /** A few characters now and then: a program that asks for orders. */
    BEACON(12, 60);

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String HEX = "0123456789abcdef";
    private static final List<String> ANY = List.of(BASE32, BASE64_URL, HEX);
    private static final List<Integer> TYPES = List.of(
            DnsMessages.TXT,
            DnsMessages.NULL,
            DnsMessages.CNAME,
            DnsMessages.A,
            DnsMessages.PRIVATE,
            DnsMessages.MX,
            DnsMessages.SRV);

    private final int fewest;
    private final int most;

    TunnelTool(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    /** Returns how few characters of data a name has. */
    int fewest() {
        return fewest;
    }

    int most() {
        return most;
    }

    String alphabet(int choice) {
        return switch (this) {
            case HEXADECIMAL -> HEX;
            case BASE64 -> BASE64_URL;
            case NUMBERED -> BASE32;
            default -> ANY.get(choice);
        };
    }

    /** Returns the types that are asked for, by turns. */
    List<Integer> types(int choice) {
        return switch (this) {
            case FULL -> List.of(TYPES.get(choice));
            case HEXADECIMAL ->
                choice < 4
                        ? List.of(DnsMessages.TXT, DnsMessages.CNAME, DnsMessages.MX)
                        : choice < 6 ? List.of(DnsMessages.TXT) : List.of(DnsMessages.A, DnsMessages.AAAA);
            case BASE64 -> List.of(choice < 5 ? DnsMessages.TXT : DnsMessages.KEY);
            case NUMBERED -> List.of(DnsMessages.TXT);
            case OUTWARD ->
                List.of(List.of(DnsMessages.A, DnsMessages.AAAA, DnsMessages.CNAME)
                        .get(choice % 3));
            case BEACON -> List.of(choice % 2 == 0 ? DnsMessages.A : DnsMessages.TXT);
        };
    }

    /** Returns what stands before the data. */
    String before(int number, Randomness random) {
        return switch (this) {
            case FULL -> String.valueOf(Character.forDigit(random.below(16), 16));
            case OUTWARD -> number % 65_536 + ".";
            default -> "";
        };
    }

    /** Returns what stands between the data and the domain. */
    String behind(int number, String session) {
        return switch (this) {
            case NUMBERED -> number % 1000 + "-0.id-" + session + ".up.";
            case BEACON -> session + ".";
            default -> "";
        };
    }
}
