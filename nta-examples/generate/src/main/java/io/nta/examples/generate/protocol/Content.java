package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Randomness;
import java.nio.charset.StandardCharsets;

/** Content of any length that takes no memory: a stretch of a table, begun at a place that a seed chooses. */
public enum Content {
    /** Nothing to read: encrypted or packed. */
    OPAQUE(noise()),
    /** Markup with line ends. */
    MARKUP(repeated("<li class=\"item\"><a href=\"/catalogue/entry?id=4711\">An entry of the list</a></li>\n")),
    /** Zeros, as the padding of test tools. */
    ZEROS(new byte[Content.TABLE]);

    private static final int TABLE = 1 << 16;
    private static final long NOISE_SEED = 20_260_101;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
    private final byte[] table;

    Content(byte[] table) {
        this.table = table;
    }

    private static byte[] noise() {
        Randomness random = new Randomness(NOISE_SEED);
        byte[] bytes = new byte[TABLE];
        for (int i = 0; i < TABLE; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static byte[] repeated(String text) {
        byte[] once = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[TABLE];
        for (int i = 0; i < TABLE; i++) {
            bytes[i] = once[i % once.length];
        }
        return bytes;
    }

    /** Returns that many bytes. */
    public Payload of(int length, int seed) {
        return new Stretch(this, length, seed & TABLE - 1);
    }

    /** Writes content into an array. */
    public void fill(byte[] to, int at, int count, int seed) {
        new Stretch(this, count, seed & TABLE - 1).copy(0, to, at, count);
    }

    private record Stretch(Content content, int length, int start) implements Payload {
        @Override
        public void copy(int from, byte[] to, int at, int count) {
            int copied = 0;
            while (copied < count) {
                int place = (start + from + copied) & TABLE - 1;
                int part = Math.min(count - copied, TABLE - place);
                System.arraycopy(content.table, place, to, at + copied, part);
                copied += part;
            }
        }
    }
}
