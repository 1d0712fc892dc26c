package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Peer;
import io.nta.feature.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTallyTest {
    private record Pair(PeerTally tally, Map<Long, Long> weights) {
        Pair() {
            this(new PeerTally(), new HashMap<>());
        }

        void add(long peer, long weight) {
            tally.add(0, peer, weight);
            weights.merge(peer, weight, Long::sum);
        }

        void merge(Pair other) {
            tally.merge(other.tally);
            other.weights.forEach((peer, weight) -> weights.merge(peer, weight, Long::sum));
        }

        long total() {
            return weights.values().stream().mapToLong(w -> w).sum();
        }
    }

    /** What Misra and Gries promise: no weight is too large, none too small by more than a fifth of the total. */
    private static void assertBound(Pair pair) {
        long total = pair.total();
        assertThat(pair.tally.total()).isEqualTo(total);
        Map<Long, Long> kept = new HashMap<>();
        long[] triples = pair.tally.toArray();
        for (int i = 0; i < triples.length; i += 3) {
            kept.put(triples[i + 1], triples[i + 2]);
        }
        pair.weights.forEach((peer, weight) -> {
            long estimate = kept.getOrDefault(peer, 0L);
            assertThat(estimate).isLessThanOrEqualTo(weight);
            assertThat(5 * (weight - estimate))
                    .as("peer %d of weight %d in %d", peer, weight, total)
                    .isLessThanOrEqualTo(total);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noPeerWithMoreThanAFifthOfTheTotalIsEverLostInWhateverWayPartsAreMerged(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 100; round++) {
            int peers = 1 + random.nextInt(20);
            List<Pair> parts = new ArrayList<>();
            for (int part = 0; part < 6; part++) {
                Pair pair = new Pair();
                for (int n = random.nextInt(60); n > 0; n--) {
                    pair.add(1 + Math.min(random.nextInt(peers), random.nextInt(peers)), 1 + random.nextInt(9));
                }
                assertBound(pair);
                parts.add(pair);
            }
            while (parts.size() > 1) {
                Pair other = parts.remove(random.nextInt(parts.size()));
                Pair into = parts.get(random.nextInt(parts.size()));
                into.merge(other);
                assertBound(into);
            }
        }
    }

    @Test
    void upToFourPeersAreExactThroughMerges() {
        Pair one = new Pair();
        Pair other = new Pair();
        for (int i = 0; i < 100; i++) {
            one.add(1 + i % 3, i);
            other.add(2 + i % 3, 7);
        }
        one.merge(other);
        Peer heaviest = one.tally.heaviest();
        assertThat(heaviest.weight())
                .isEqualTo(one.weights.get(heaviest.address().low()));
        assertThat(heaviest.weight())
                .isEqualTo(one.weights.values().stream().mapToLong(w -> w).max().orElseThrow());
        assertThat(heaviest.total()).isEqualTo(one.total());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mergingIsTheSameInEitherDirection(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            PeerTally[] tallies = {new PeerTally(), new PeerTally(), new PeerTally(), new PeerTally()};
            for (int n = random.nextInt(40); n > 0; n--) {
                int which = random.nextInt(2);
                long peer = random.nextInt(9);
                long weight = 1 + random.nextInt(20);
                tallies[which].add(0, peer, weight);
                tallies[which + 2].add(0, peer, weight);
            }
            tallies[0].merge(tallies[1]);
            tallies[3].merge(tallies[2]);
            assertThat(written(tallies[0])).isEqualTo(written(tallies[3]));
        }
    }

    private static byte[] written(PeerTally tally) {
        PaneState state = new PaneState();
        state.sets.tally(Tally.OPENINGS).restore(tally.toArray(), tally.total());
        return PaneStateCodec.write(state);
    }

    @Test
    void amongEqualsTheSmallestAddressIsTheHeaviest() {
        PeerTally tally = new PeerTally();
        tally.add(0, 9, 5);
        tally.add(0, 3, 5);
        tally.add(-1, 1, 5);
        assertThat(tally.heaviest().address().low()).isEqualTo(3);
    }

    @Test
    void fivePeersOfOnePartAndWeightLeaveNobodyButTheTotal() {
        PeerTally tally = new PeerTally();
        peersOf(3).limit(5).forEach(peer -> tally.add(0, peer, 10));
        assertThat(tally.heaviest()).isNull();
        assertThat(tally.total()).isEqualTo(50);
    }

    private static LongStream peersOf(int part) {
        return LongStream.iterate(1, peer -> peer + 1).filter(peer -> AddressParts.of(0, peer) == part);
    }

    @Test
    void fourPeersOfEachPartAreExact() {
        Pair pair = new Pair();
        for (int part = 0; part < AddressParts.COUNT; part++) {
            peersOf(part).limit(PeerTally.COUNTERS).forEach(peer -> pair.add(peer, 1 + peer % 7));
        }
        Map<Long, Long> kept = new HashMap<>();
        long[] triples = pair.tally.toArray();
        for (int i = 0; i < triples.length; i += 3) {
            kept.put(triples[i + 1], triples[i + 2]);
        }
        assertThat(kept).isEqualTo(pair.weights).hasSize(PeerTally.MAX_PEERS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shardsThatHaveThePeersOfSomePartsEachGiveTogetherWhatOneGives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 100; round++) {
            int shards = 1 + random.nextInt(AddressParts.COUNT);
            PeerTally whole = new PeerTally();
            PeerTally united = new PeerTally();
            int peers = 1 + random.nextInt(60);
            for (int pane = 0; pane < 4; pane++) {
                PeerTally paneOfOne = new PeerTally();
                PeerTally[] parts = new PeerTally[shards];
                Arrays.setAll(parts, i -> new PeerTally());
                for (int n = random.nextInt(300); n > 0; n--) {
                    long peer = Math.min(random.nextInt(peers), random.nextInt(peers));
                    long weight = 1 + random.nextInt(5);
                    paneOfOne.add(0, peer, weight);
                    parts[AddressParts.of(0, peer) % shards].add(0, peer, weight);
                }
                PeerTally paneOfShards = new PeerTally();
                for (PeerTally part : parts) {
                    paneOfShards.merge(part);
                }
                assertThat(written(paneOfShards)).isEqualTo(written(paneOfOne));
                whole.merge(paneOfOne);
                united.merge(paneOfShards);
            }
            assertThat(written(united)).isEqualTo(written(whole));
        }
    }

    @Test
    void clearedItKnowsNobody() {
        PeerTally tally = new PeerTally();
        for (int peer = 1; peer < 40; peer++) {
            tally.add(0, peer, 5);
        }
        tally.clear();
        assertThat(tally.heaviest()).isNull();
        assertThat(tally.total()).isZero();
    }
}
