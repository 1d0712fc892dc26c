package io.nta.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nta.packet.IpAddress;
import io.nta.packet.MacAddress;
import io.nta.packet.PacketRecord.Protocol;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * The value of one field, in the kinds that fields have. Each reader throws an {@link IllegalArgumentException} that names the field when the value is of another kind
 * or out of range.
 */
final class FieldValue {
    /** No address is longer: {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255}, and a scope. */
    private static final int MAX_ADDRESS_LENGTH = 64;

    private static final int MAX_DIGITS = 20;
    private static final int NANO_DIGITS = 9;
    /** Seconds whose nanoseconds fill a long: the year 2262. */
    private static final double MAX_SECONDS = 9.2e9;

    private static final double NANOS = 1e9;
    private static final int MAX_QUOTED = 40;

    /** The types that clients give by name (IANA, "DNS Parameters"). */
    private static final Map<String, Integer> DNS_TYPES = Map.ofEntries(
            Map.entry("A", 1),
            Map.entry("NS", 2),
            Map.entry("CNAME", 5),
            Map.entry("SOA", 6),
            Map.entry("NULL", 10),
            Map.entry("PTR", 12),
            Map.entry("MX", 15),
            Map.entry("TXT", 16),
            Map.entry("AAAA", 28),
            Map.entry("SRV", 33),
            Map.entry("HTTPS", 65),
            Map.entry("ANY", 255));

    private final WireLimits limits;
    private String name = "";
    private JsonParser json;

    @SuppressWarnings("NullAway.Init") // at() comes first
    FieldValue(WireLimits limits) {
        this.limits = limits;
    }

    /** Stands at the value of a field from now on. */
    void at(String newName, JsonParser parser) {
        name = newName;
        json = parser;
    }

    String text() throws IOException {
        return text(limits.maxTextLength());
    }

    /** Returns a text that only the parser's own limit bounds. */
    String longText() throws IOException {
        return text(Integer.MAX_VALUE);
    }

    private String text(int longest) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("a string");
        }
        int length = json.getTextLength();
        if (length > longest) {
            throw new IllegalArgumentException(name + " has " + length + " characters; it has " + longest + " at most");
        }
        return json.getText();
    }

    /** Returns true or false, which may be written as 1 and 0. */
    boolean truth() throws IOException {
        switch (json.currentToken()) {
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            case VALUE_NUMBER_INT:
                return number(0, 1) == 1;
            default:
                throw wrong("true or false");
        }
    }

    int number(int least, int most) throws IOException {
        return (int) whole(least, most);
    }

    /** Returns a whole number, which may be written as a string. */
    long whole(long least, long most) throws IOException {
        JsonToken token = json.currentToken();
        boolean written = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING;
        if (!written || json.getTextLength() > MAX_DIGITS) {
            throw wrong("a whole number from " + least + " to " + most);
        }
        long number;
        try {
            number = Long.parseLong(json.getText());
        } catch (NumberFormatException e) {
            throw wrong("a whole number from " + least + " to " + most);
        }
        if (number < least || number > most) {
            throw wrong(least + " to " + most);
        }
        return number;
    }

    /** Returns seconds as nanoseconds, rounded to the nearest. */
    long seconds() throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw wrong("a number of seconds since the epoch");
        }
        String text = json.getText();
        double seconds = Double.parseDouble(text);
        if (!(Math.abs(seconds) <= MAX_SECONDS)) {
            throw wrong("a number of seconds up to " + (long) MAX_SECONDS);
        }
        // Exact, since a double of this size has steps of 240 ns; but an exponent may stand for more digits than memory
        // holds.
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return Math.round(seconds * NANOS);
        }
        return new BigDecimal(text)
                .movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    IpAddress address() throws IOException {
        String text = text(MAX_ADDRESS_LENGTH);
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is " + quoted(text) + ", which is no IP address", e);
        }
    }

    long mac() throws IOException {
        String text = text();
        try {
            return MacAddress.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " is " + quoted(text) + "; it is six octets, such as 02:77:00:00:00:c9", e);
        }
    }

    Protocol protocol() throws IOException {
        String text = text();
        Protocol protocol = Protocol.ofLabel(text);
        if (protocol == null) {
            throw new IllegalArgumentException(
                    name + " is " + quoted(text) + "; it is TCP, UDP, ICMP, ICMPv6, ARP or OTHER");
        }
        return protocol;
    }

    /** Returns a type of DNS, given by number or by name. */
    int dnsType() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            Integer type = DNS_TYPES.get(text().toUpperCase(Locale.ROOT));
            if (type != null) {
                return type;
            }
        }
        return number(0, 0xFFFF);
    }

    private IllegalArgumentException wrong(String expected) throws IOException {
        JsonToken token = json.currentToken();
        String given = token.isScalarValue() ? quoted(json.getText()) : token.isStructStart() ? "a structure" : "?";
        return new IllegalArgumentException(name + " is " + given + "; it is " + expected);
    }

    private static String quoted(String text) {
        return text.length() <= MAX_QUOTED ? '\'' + text + '\'' : '\'' + text.substring(0, MAX_QUOTED) + "…'";
    }
}
