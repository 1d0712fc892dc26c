package io.nta.packet;

import java.util.Arrays;

/** Takes the inputs of fuzz targets apart. */
final class FuzzInput {
    /** Long enough that quadratic work takes many seconds, linear work less than one. */
    private static final int LARGE = 60_000;

    /** Such a large frame takes as long as a hundred small ones. */
    private static final int REPEATED_ONE_OF = 32;

    private FuzzInput() {}

    static byte[] rest(byte[] input, int from) {
        return Arrays.copyOfRange(input, from, input.length);
    }

    /** Returns whether the input is one of those few that are also tried {@link #repeated}; for one input always the same. */
    static boolean isToBeRepeated(byte[] input) {
        return Math.floorMod(Arrays.hashCode(input), REPEATED_ONE_OF) == 0;
    }

    /** Returns the bytes with the part behind {@code from} repeated up to 60 KB: what is slow by repetition then runs into the target's timeout. */
    static byte[] repeated(byte[] bytes, int from) {
        if (bytes.length <= from) {
            return bytes;
        }
        byte[] large = Arrays.copyOf(bytes, LARGE);
        for (int at = bytes.length; at < LARGE; at++) {
            large[at] = large[at - bytes.length + from];
        }
        return large;
    }
}
