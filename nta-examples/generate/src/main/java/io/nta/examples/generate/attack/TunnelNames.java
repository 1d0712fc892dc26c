package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.scenario.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a tunnel packs data into names and records. */
final class TunnelNames {
    private static final int LONGEST_NAME = 252;
    private static final int LONGEST_IN_RECORD = 150;

    private final Randomness random;
    private final TunnelTool tool;
    private final String domain;
    private final String alphabet;
    private final List<Integer> types;
    private final int upBytes;
    private final int downBytes;
    private final int labelLength;
    private final boolean sameSize;
    private final int ednsSize;
    private final String session;
    private int sent;

    /** A question: its name, its type, and whether it carries data or only keeps the tunnel open. */
    record Question(String name, int type, boolean carries) {}

    TunnelNames(Parameters parameters, Randomness random, String domain) {
        this.random = random;
        tool = parameters.choice("tool", TunnelTool.values());
        this.domain = parameters.choice("prefix", "t.", "dns.", "ns1.cdn.", "x.", "", "") + domain;
        alphabet = tool.alphabet(parameters.choice("encoding", 0, 1, 2));
        types = tool.types(parameters.choice("type", 0, 1, 2, 3, 4, 5, 6));
        // Most tools fill names to the brim when they have something to say.
        int some = parameters.count("characters_up", tool.fewest(), tool.most());
        upBytes = parameters.chance("full", 0.4) && tool != TunnelTool.BEACON ? LONGEST_NAME : some;
        downBytes = parameters.count("bytes_down", 4, 1100);
        labelLength = parameters.choice("label_length", 63, 60, 57, 32, 48);
        sameSize = parameters.chance("same_size", 0.5);
        ednsSize = parameters.choice("edns", 0, 512, 1232, 4096);
        session = random.word(4);
    }

    int ednsSize() {
        return ednsSize;
    }

    /** Returns the next question that carries data. */
    Question next() {
        return ask(sameSize ? upBytes : Math.max(6, random.below(upBytes + 1)), true);
    }

    /** Returns the next question of a tunnel that has nothing to say. */
    Question idle() {
        return ask(random.between(4, 8), false);
    }

    private Question ask(int characters, boolean carries) {
        String before = tool.before(sent, random);
        String behind = tool.behind(sent, session);
        sent++;
        int room = LONGEST_NAME - domain.length() - before.length() - behind.length();
        // Each label takes a byte for its length.
        int most = room - room / labelLength - 2;
        String name = before
                + encoded(Math.min(most, characters), before.endsWith(".") ? 0 : before.length())
                + behind
                + domain;
        return new Question(name, random.pick(types), carries);
    }

    private String encoded(int characters) {
        return encoded(characters, 0);
    }

    /** Returns that many characters in labels, each with its dot; so many are already in the first label. */
    private String encoded(int characters, int begun) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append(alphabet.charAt(random.below(alphabet.length())));
            if ((begun + i) % labelLength == labelLength - 1) {
                text.append('.');
            }
        }
        if (text.charAt(text.length() - 1) != '.') {
            text.append('.');
        }
        return text.toString();
    }

    /** Returns a record's data with what the server sends back. */
    byte[] answer(Question question) {
        int most = question.carries() ? downBytes : 12;
        int bytes = sameSize ? most : 1 + random.below(most);
        String name = encoded(Math.min(LONGEST_IN_RECORD, Math.max(4, bytes))) + domain;
        return switch (question.type()) {
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
