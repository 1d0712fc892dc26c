package io.nta.window;

import com.google.common.hash.Hashing;
import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import java.nio.charset.StandardCharsets;

/**
 * What every written state begins with, 13 bytes: four that name its kind, one for the version of the layout, and eight that change when the measures change, their
 * merge rules, the sets, or how values are hashed. A state is read only by who means the same by it.
 */
enum StateHeader {
    /** A {@link PaneState}. */
    PANE("NTPS"),
    /** A {@link BindingTable}. */
    BINDINGS("NTBT");

    static final int VERSION = 1;
    private static final int MAGIC_BYTES = 4;
    private static final long FINGERPRINT = fingerprint();

    private final long magic;

    StateHeader(String name) {
        long value = 0;
        for (int i = 0; i < MAGIC_BYTES; i++) {
            value = value << Byte.SIZE | name.charAt(i);
        }
        magic = value;
    }

    private static long fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Measure measure : Measure.values()) {
            text.append("measure ")
                    .append(measure)
                    .append(' ')
                    .append(measure.rule())
                    .append('\n');
        }
        for (Distinct counter : Distinct.values()) {
            text.append("distinct ").append(counter).append('\n');
        }
        for (Tally tally : Tally.values()) {
            text.append("tally ").append(tally).append('\n');
        }
        text.append("peers ")
                .append(PeerTally.COUNTERS)
                .append(" of each of ")
                .append(AddressParts.COUNT)
                .append(" parts\n");
        text.append("hash SplitMix64, UltraLogLog of ").append(DistinctCounter.sketchBytes());
        text.append(", exact to ").append(DistinctCounter.MAX_EXACT).append('\n');
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asLong();
    }

    void write(StateOutput out) {
        out.fixed(magic, MAGIC_BYTES);
        out.u8(VERSION);
        out.fixed(FINGERPRINT, Long.BYTES);
    }

    void check(StateInput in) throws StateFormatException {
        if (in.fixed(MAGIC_BYTES) != magic) {
            throw in.refuse("this is no state of kind " + this);
        }
        int version = in.u8();
        if (version != VERSION) {
            throw in.refuse("it is of version " + version + ", this program reads version " + VERSION);
        }
        long fingerprint = in.fixed(Long.BYTES);
        if (fingerprint != FINGERPRINT) {
            throw in.refuse(String.format(
                    "it is of other measures (%016x) than this program's (%016x): both sides must be of one release",
                    fingerprint, FINGERPRINT));
        }
    }
}
