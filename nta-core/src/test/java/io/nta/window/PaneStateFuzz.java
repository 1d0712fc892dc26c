package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nta.feature.WindowState.Distinct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as the state of a pane or as a binding table. The first byte of an input says which; the header, which changes with the measures, is added here, so that
 * inputs outlive them; an input of neither kind is read as it is.
 */
class PaneStateFuzz {
    private static final int PANE = 'P';
    private static final int BINDINGS = 'B';
    private static final int HEADER = 13;
    private static final byte[] EMPTY_PANE = PaneStateCodec.write(new PaneState());
    private static final byte[] EMPTY_BINDINGS = BindingTableCodec.write(new BindingTable());
    private static final PaneState OTHER = new RandomStates(7).pane();
    private static final BindingTable OTHER_BINDINGS = new RandomStates(7).bindings();

    /** An empty state and its sets; measured as 7 KB. */
    private static final long MOST_ALLOCATED = 64 << 10;
    /** A domain of five bytes is an object with a set of its own. */
    private static final long MOST_ALLOCATED_PER_BYTE = 256;

    static Stream<byte[]> states() {
        Stream<byte[]> panes = LongStream.of(1, 2, 3)
                .mapToObj(seed -> input(PANE, PaneStateCodec.write(new RandomStates(seed).pane())));
        Stream<byte[]> bindings = LongStream.of(1, 2)
                .mapToObj(seed -> input(BINDINGS, BindingTableCodec.write(new RandomStates(seed).bindings())));
        Stream<byte[]> empty = Stream.of(input(PANE, EMPTY_PANE), input(BINDINGS, EMPTY_BINDINGS));
        return Stream.of(empty, panes, bindings).flatMap(inputs -> inputs);
    }

    private static byte[] input(int kind, byte[] state) {
        byte[] input = Arrays.copyOfRange(state, HEADER - 1, state.length);
        input[0] = (byte) kind;
        return input;
    }

    private static byte[] state(byte[] header, byte[] input) {
        byte[] state = Arrays.copyOf(header, HEADER + input.length - 1);
        System.arraycopy(input, 1, state, HEADER, input.length - 1);
        return state;
    }

    @MethodSource("states")
    @DictionaryFile(resourcePath = "/io/nta/window/states.dict")
    @FuzzTest
    void anyBytesAreAStateInItsOneFormOrARefusal(byte[] input) {
        byte kind = input.length == 0 ? 0 : input[0];
        if (kind == PANE) {
            pane(state(EMPTY_PANE, input));
        } else if (kind == BINDINGS) {
            bindings(state(EMPTY_BINDINGS, input));
        } else {
            pane(input);
            bindings(input);
        }
    }

    private static void pane(byte[] bytes) {
        PaneState state = new BoundedReading<PaneState>(bytes).read(PaneStateCodec::read);
        if (state == null) {
            return;
        }
        assertThat(PaneStateCodec.write(state)).as("the one form").isEqualTo(bytes);
        StateReader reader = new StateReader().of(state, BindingTable.NOTHING, 5, 0);
        for (Distinct counter : Distinct.values()) {
            assertThat(reader.distinct(counter)).isNotNegative();
        }
        PaneState merged = new PaneState();
        merged.merge(state);
        merged.merge(OTHER);
        byte[] written = PaneStateCodec.write(merged);
        try {
            assertThat(PaneStateCodec.write(PaneStateCodec.read(written)))
                    .as("what is written can be read")
                    .isEqualTo(written);
        } catch (IOException e) {
            throw new UncheckedIOException("what was merged and written can't be read", e);
        }
    }

    private static void bindings(byte[] bytes) {
        BindingTable table = new BoundedReading<BindingTable>(bytes).read(BindingTableCodec::read);
        if (table == null) {
            return;
        }
        assertThat(BindingTableCodec.write(table)).as("the one form").isEqualTo(bytes);
        table.merge(OTHER_BINDINGS);
        byte[] written = BindingTableCodec.write(table);
        try {
            assertThat(BindingTableCodec.write(BindingTableCodec.read(written))).isEqualTo(written);
        } catch (IOException e) {
            throw new UncheckedIOException("what was merged and written can't be read", e);
        }
    }

    /** Reads and looks at what that took: a refusal says where, and neither allocates more than the bytes warrant. */
    private record BoundedReading<T>(byte[] bytes) {
        private static final com.sun.management.ThreadMXBean THREADS =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        @FunctionalInterface
        interface Reader<T> {
            T read(byte[] bytes) throws StateFormatException;
        }

        /** Returns what was read, null when it was refused. */
        T read(Reader<T> reader) {
            long most = MOST_ALLOCATED + MOST_ALLOCATED_PER_BYTE * bytes.length;
            // Where the first reading needs more, it may have been the JVM: it links classes and calls as they are met.
            long allocated = allocated(reader) > most ? allocated(reader) : 0;
            assertThat(allocated).as("allocated for %d bytes", bytes.length).isLessThanOrEqualTo(most);
            try {
                return reader.read(bytes);
            } catch (StateFormatException e) {
                assertThat(e.offset()).isBetween(0, bytes.length);
                assertThat(e).hasMessageStartingWith("byte " + e.offset() + " of the state: ");
                return null;
            }
        }

        private long allocated(Reader<T> reader) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                reader.read(bytes);
            } catch (StateFormatException e) {
                // A refusal costs memory too; what it says is looked at elsewhere.
            }
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
