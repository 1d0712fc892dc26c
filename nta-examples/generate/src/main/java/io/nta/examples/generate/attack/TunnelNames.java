package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.scenario.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a tunnel packs data into names and records. */
final class TunnelNames {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 250;
    private static final List<String> ALPHABETS = List.of(
            "abcdefghijklmnopqrstuvwxyz234567",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
            "0123456789abcdef");
    private static final List<Integer> TYPES = List.of(
            DnsMessages.TXT,
            DnsMessages.NULL,
            DnsMessages.CNAME,
            DnsMessages.A,
            DnsMessages.AAAA,
            DnsMessages.MX,
            DnsMessages.SRV);

    private final Randomness random;
    private final String domain;
    private final String alphabet;
    private final int type;
    private final int upBytes;
    private final int downBytes;
    private final int labelLength;
    private final boolean counter;
    private final boolean sameSize;
    private final int ednsSize;
    private int sent;
    private String last = "";

    TunnelNames(Parameters parameters, Randomness random, String domain) {
        this.random = random;
        this.domain = parameters.choice("prefix", "t", "dns", "ns1.cdn", "x") + "." + domain;
        alphabet = ALPHABETS.get(parameters.choice("encoding", 0, 1, 2));
        type = parameters.choice("type", TYPES);
        upBytes = parameters.count("characters_up", 16, 200);
        downBytes = parameters.count("bytes_down", 4, 900);
        labelLength = parameters.choice("label_length", 63, 60, 32, 48);
        counter = parameters.chance("counts", 0.4);
        sameSize = parameters.chance("same_size", 0.5);
        ednsSize = parameters.choice("edns", 0, 512, 1232, 4096);
    }

    int type() {
        return type;
    }

    int ednsSize() {
        return ednsSize;
    }

    /** Returns the name of the next query. */
    String next() {
        int room = LONGEST_NAME - domain.length() - 8;
        int characters = Math.min(room, sameSize ? upBytes : Math.max(6, random.below(upBytes + 1)));
        StringBuilder name = new StringBuilder();
        if (counter) {
            name.append(Integer.toHexString(sent & 0xFFFF)).append('.');
        }
        sent++;
        name.append(encoded(characters)).append(domain);
        last = name.toString();
        return last;
    }

    /** Returns the name of the query before, as the resolver passes it on. */
    String last() {
        return last;
    }

    /** Returns that many characters in labels, each with its dot. */
    private String encoded(int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append(alphabet.charAt(random.below(alphabet.length())));
            if (i % Math.min(labelLength, LONGEST_LABEL) == labelLength - 1) {
                text.append('.');
            }
        }
        if (text.charAt(text.length() - 1) != '.') {
            text.append('.');
        }
        return text.toString();
    }

    /** Returns a record's data with what the server sends back. */
    byte[] answer(int type) {
        int bytes = sameSize ? downBytes : 1 + random.below(downBytes);
        String name = encoded(Math.min(150, Math.max(4, bytes))) + domain;
        return switch (type) {
            case DnsMessages.A -> new Bytes().random(random, 4).toByteArray();
            case DnsMessages.AAAA -> new Bytes().random(random, 16).toByteArray();
            case DnsMessages.CNAME -> DnsMessages.name(name);
            case DnsMessages.MX -> DnsMessages.exchange(10, name);
            case DnsMessages.SRV ->
                new Bytes().u16(1).u16(1).u16(443).all(DnsMessages.name(name)).toByteArray();
            case DnsMessages.TXT -> DnsMessages.text(encoded(bytes).getBytes(StandardCharsets.US_ASCII));
            default -> new Bytes().random(random, bytes).toByteArray();
        };
    }
}
