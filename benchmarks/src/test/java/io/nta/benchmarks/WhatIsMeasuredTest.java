package io.nta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.AnalyzerStats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A benchmark measures what it says: its inputs and its state are so. */
class WhatIsMeasuredTest {
    private static final int CONNECTIONS = 500;
    private static final int CALLS = 3 * CONNECTIONS;

    private final TrackingBenchmark tracking = new TrackingBenchmark();

    @Test
    void packetsOfKnownConnectionsOpenNone() {
        TrackingBenchmark.Known known = new TrackingBenchmark.Known();
        known.connections = CONNECTIONS;
        known.prepare();
        for (int i = 0; i < CALLS; i++) {
            tracking.known(known);
        }
        assertThat(known.opened()).isEqualTo(CONNECTIONS);
    }

    @Test
    void asManyConnectionsExpireAsAreOpened() {
        TrackingBenchmark.Expiring expiring = new TrackingBenchmark.Expiring();
        expiring.connections = CONNECTIONS;
        expiring.prepare();
        long before = expiring.table().opened();
        for (int i = 0; i < CALLS; i++) {
            tracking.newOneExpires(expiring);
        }
        assertThat(expiring.table().opened()).isEqualTo(before + CALLS);
        assertThat(expiring.table().evicted()).isZero();
        // What is due goes when a pane ends: a twelfth of the timeout later at most.
        assertThat(expiring.table().size()).isBetween(CONNECTIONS, CONNECTIONS + CONNECTIONS / 12 + 2);
    }

    @Test
    void eachNewConnectionEvictsOneFromAFullTable() {
        TrackingBenchmark.Full full = new TrackingBenchmark.Full();
        full.connections = CONNECTIONS;
        full.prepare();
        long before = full.table().evicted();
        for (int i = 0; i < CALLS; i++) {
            tracking.newOneEvicts(full);
        }
        assertThat(full.table().evicted()).isEqualTo(before + CALLS);
        assertThat(full.table().size()).isEqualTo(CONNECTIONS);
    }

    @Test
    void sourcesAreDrawnByZipfsLaw() {
        int numbers = 1_000;
        int draws = 200_000;
        Zipf zipf = new Zipf(numbers, 1);
        int[] counts = new int[numbers];
        for (int i = 0; i < draws; i++) {
            counts[zipf.next()]++;
        }
        double harmonic = 0;
        for (int i = 1; i <= numbers; i++) {
            harmonic += 1.0 / i;
        }
        for (int i : new int[] {0, 1, 2, 9, 99}) {
            double expected = draws / harmonic / (i + 1);
            assertThat((double) counts[i]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplayFoldsEveryPacketAndMakesRows(ReplayBenchmark.Judge judge) throws Exception {
        ReplayBenchmark replay = new ReplayBenchmark();
        replay.capture = "mixed";
        replay.packets = 20_000;
        replay.judge = judge;
        replay.prepare();
        AnalyzerStats first = replay.replay();
        AnalyzerStats second = replay.replay();
        replay.close();
        assertThat(first.folded()).isEqualTo(20_000);
        assertThat(first.rows()).isPositive();
        assertThat(second.folded()).isEqualTo(first.folded());
        assertThat(second.rows()).isEqualTo(first.rows());
        assertThat(first.alerts().raised() > 0).isEqualTo(judge != ReplayBenchmark.Judge.NOBODY);
    }
}
