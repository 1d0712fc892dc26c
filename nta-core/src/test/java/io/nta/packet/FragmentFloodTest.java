package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who sends nothing but fragments can cost. */
class FragmentFloodTest {
    private static final FragmentConfig SMALL = new FragmentConfig(64, 8, 64, 16 * 64, Duration.ofSeconds(30));

    private static Frames six(long sourceHigh, long sourceLow) {
        return Frames.ethernet().ip(new IpAddress(sourceHigh, sourceLow).toString(), "2001:db8::2");
    }

    private static byte[] tiny(int id) {
        return Datagrams.at(
                Frames.ethernet().ip("10.0.0.1", "10.0.0.2"), IpProtocol.UDP, id & 0xFFFF, 0, true, new byte[16]);
    }

    @Test
    void aFloodOfDatagramsThatNeverEndTakesNoMoreThanTheLimits() {
        FragmentLine line = new FragmentLine(SMALL, 42);
        for (int id = 0; id < 10_000; id++) {
            line.send(tiny(id));
            assertThat(line.stats().awaited()).isLessThanOrEqualTo(64);
            assertThat(line.table().bufferedBytes()).isLessThanOrEqualTo(SMALL.maxBufferedBytes());
        }
        FragmentStats stats = line.stats();
        assertThat(stats.datagrams()).isEqualTo(10_000);
        assertThat(stats.early()).isEqualTo(10_000);
        assertThat(stats.evicted()).isEqualTo(10_000 - stats.awaited());
    }

    @Test
    void aFloodOfFragmentsOfOneDatagramIsComparedUpToTheLimit() {
        FragmentLine line = new FragmentLine(SMALL, 42);
        for (int start = 8; start < 8 + 8 * 1_000; start += 8) {
            line.send(Datagrams.at(
                    Frames.ethernet().ip("10.0.0.1", "10.0.0.2"), IpProtocol.UDP, 7, start, true, new byte[8]));
        }
        assertThat(line.stats().uncompared()).isEqualTo(1_000 - 8);
        assertThat(line.stats().awaited()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyFragmentsAreCountedOnceAndNothingIsThrown(long seed) {
        Random random = new Random(seed);
        FragmentLine line = new FragmentLine(SMALL, seed);
        for (int i = 0; i < 20_000; i++) {
            Frames ip = random.nextBoolean()
                    ? Frames.ethernet().ip("10.0.0." + random.nextInt(3), "10.0.0.9")
                    : six(0x2001_0db8L << 32, random.nextInt(3));
            int[] protocols = {IpProtocol.TCP, IpProtocol.UDP, IpProtocol.ICMP, IpProtocol.ICMPV6, 60, 44, 0};
            byte[] data = new byte[random.nextInt(4) == 0 ? random.nextInt(80) : 8 + 8 * random.nextInt(2)];
            random.nextBytes(data);
            boolean more = random.nextInt(3) > 0;
            int place = 8 * (random.nextInt(10) == 0 ? random.nextInt(8_192) : random.nextInt(4));
            byte[] frame =
                    Datagrams.at(ip, protocols[random.nextInt(protocols.length)], random.nextInt(3), place, more, data);
            int least = frame[14] >> 4 == 4 ? 34 : 54;
            line.at(i * 0.01).send(frame, least + random.nextInt(frame.length - least + 1));
            FragmentStats stats = line.stats();
            assertThat(stats.datagrams())
                    .isEqualTo(stats.reassembled() + stats.timedOut() + stats.evicted() + stats.awaited());
        }
        assertThat(line.stats().reassembled()).isPositive();
        assertThat(line.stats().overlapping()).isPositive();
        assertThat(line.count(DecodeAnomaly.FRAGMENT_BAD_LENGTH)).isPositive();
    }

    /** Addresses and numbers that cancel out in a sum or an exclusive or of the parts: they must not share a place, and what does must depend on the secret. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 0x1234_5678_9ABC_DEF0L})
    void fragmentsChosenToCollideDoNot(long secret) {
        FragmentLine line = new FragmentLine(FragmentConfig.defaults(), secret);
        for (int i = 0; i < 4_096; i++) {
            line.send(Datagrams.at(six(i, -i), IpProtocol.UDP, -i, 0, true, new byte[1_000]));
        }
        assertThat(line.stats().awaited()).isEqualTo(4_096);
        assertThat(line.table().longestChain()).isLessThan(12);
    }
}
