package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaneStateCodecTest {
    private static final int VERSION_AT = 4;
    private static final int FINGERPRINT_AT = 5;
    private static final int HEADER = 13;

    private static PaneState copy(PaneState state) throws StateFormatException {
        return PaneStateCodec.read(PaneStateCodec.write(state));
    }

    private static long[] measures(PaneState state) {
        return Arrays.stream(Measure.values()).mapToLong(state::get).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsReadBackIsWhatWasWritten(long seed) throws StateFormatException {
        PaneState state = new RandomStates(seed).pane();
        PaneState back = copy(state);
        assertThat(measures(back)).isEqualTo(measures(state));
        for (Distinct counter : Distinct.values()) {
            assertThat(back.sets.distinct(counter).count())
                    .isEqualTo(state.sets.distinct(counter).count());
            assertThat(back.sets.distinct(counter).isExact())
                    .isEqualTo(state.sets.distinct(counter).isExact());
        }
        for (int port = 0; port <= 0xFFFF; port++) {
            assertThat(back.sets.tcpPorts().next(port))
                    .isEqualTo(state.sets.tcpPorts().next(port));
        }
        assertThat(back.sets.udpPorts().size()).isEqualTo(state.sets.udpPorts().size());
        for (Tally tally : Tally.values()) {
            assertThat(back.sets.tally(tally).heaviest())
                    .isEqualTo(state.sets.tally(tally).heaviest());
            assertThat(back.sets.tally(tally).total())
                    .isEqualTo(state.sets.tally(tally).total());
        }
        assertThat(back.domains().entries()).hasSameSizeAs(state.domains().entries());
        assertThat(PaneStateCodec.write(back)).isEqualTo(PaneStateCodec.write(state));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mergingWhatWasReadBackIsMergingTheOriginals(long seed) throws StateFormatException {
        RandomStates states = new RandomStates(seed);
        PaneState earlier = states.pane();
        PaneState later = states.pane();
        PaneState mergedCopies = copy(earlier);
        mergedCopies.merge(copy(later));
        earlier.merge(later);
        assertThat(PaneStateCodec.write(mergedCopies)).isEqualTo(PaneStateCodec.write(earlier));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void equalStatesGiveEqualBytesInWhateverOrderTheyWereFilled(long seed) {
        List<PaneState> twins = new RandomStates(seed).twins();
        assertThat(PaneStateCodec.write(twins.get(0))).isEqualTo(PaneStateCodec.write(twins.get(1)));
    }

    @Test
    void aStateThatWasUsedAndClearedIsWrittenLikeAnEmptyOne() throws StateFormatException {
        PaneState used = new RandomStates(3).pane();
        used.clear();
        byte[] empty = PaneStateCodec.write(new PaneState());
        assertThat(PaneStateCodec.write(used)).isEqualTo(empty);
        assertThat(empty).hasSizeLessThan(64);
        assertThat(measures(PaneStateCodec.read(empty))).isEqualTo(measures(new PaneState()));
    }

    @Test
    void theExtremesOfANumberSurvive() throws StateFormatException {
        PaneState state = new PaneState();
        state.set(Measure.OPEN_START_MICROS, Long.MIN_VALUE);
        state.set(Measure.BYTES, Long.MAX_VALUE);
        state.sets.tally(Tally.QUERIES).add(-1, -1, Long.MAX_VALUE);
        PaneState back = copy(state);
        assertThat(measures(back)).isEqualTo(measures(state));
        assertThat(back.sets.tally(Tally.QUERIES).heaviest())
                .isEqualTo(state.sets.tally(Tally.QUERIES).heaviest());
    }

    @Test
    void aStateCutShortAnywhereIsRefused() {
        byte[] whole = PaneStateCodec.write(new RandomStates(5).pane());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PaneStateCodec.read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOfSatisfying(
                            StateFormatException.class,
                            e -> assertThat(e.offset()).isLessThanOrEqualTo(cut.length));
        }
    }

    @Test
    void bytesBehindTheEndAreRefused() {
        byte[] longer = Arrays.copyOf(PaneStateCodec.write(new PaneState()), 200);
        assertThatThrownBy(() -> PaneStateCodec.read(longer))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("left over");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverTheBytesAreTheyGiveAStateInItsOneFormOrARefusal(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = PaneStateCodec.write(new RandomStates(seed).pane());
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = whole.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[HEADER + random.nextInt(bytes.length - HEADER)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : -1);
            }
            try {
                PaneState state = PaneStateCodec.read(bytes);
                read++;
                assertThat(PaneStateCodec.write(state)).isEqualTo(bytes);
                new StateReader().of(state, BindingTable.NOTHING, 5, 0).distinct(Distinct.TARGETS);
            } catch (StateFormatException e) {
                assertThat(e.offset()).isBetween(HEADER, bytes.length);
                assertThat(e).hasMessageStartingWith("byte " + e.offset());
            }
        }
        // Most of the bytes are hashes and registers, where others are as good.
        assertThat(read).isBetween(1, 2_999);
    }

    @Test
    void randomBytesBehindTheHeaderAllocateNoMoreThanTheyHold() {
        byte[] header = Arrays.copyOf(PaneStateCodec.write(new PaneState()), HEADER);
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(header, HEADER + random.nextInt(60));
            for (int at = HEADER; at < bytes.length; at++) {
                bytes[at] = (byte) random.nextInt();
            }
            try {
                PaneStateCodec.read(bytes);
            } catch (StateFormatException e) {
                assertThat(e.offset()).isLessThanOrEqualTo(bytes.length);
            }
        }
    }

    @Test
    void anotherVersionIsRefusedByNumber() {
        byte[] bytes = PaneStateCodec.write(new PaneState());
        bytes[VERSION_AT] = 2;
        assertThatThrownBy(() -> PaneStateCodec.read(bytes))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("version 2, this program reads version 1");
    }

    @Test
    void aStateOfOtherMeasuresIsRefusedWithBothFingerprints() {
        byte[] bytes = PaneStateCodec.write(new PaneState());
        bytes[FINGERPRINT_AT] ^= 1;
        assertThatThrownBy(() -> PaneStateCodec.read(bytes))
                .isInstanceOf(StateFormatException.class)
                .hasMessageMatching(".*other measures \\([0-9a-f]{16}\\) than this program's \\([0-9a-f]{16}\\).*");
    }

    @Test
    void aBindingTableIsNoPaneState() {
        assertThatThrownBy(() -> PaneStateCodec.read(BindingTableCodec.write(new BindingTable())))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("no state of kind PANE");
    }
}
