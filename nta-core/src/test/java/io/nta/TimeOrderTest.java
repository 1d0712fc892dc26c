package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.DecoderConfig;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.testkit.Scenario;
import io.nta.testkit.TimedFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderTest {
    private static final byte[] FRAME = frame();

    private final PacketDecoder decoder = new PacketDecoder(DecoderConfig.defaults());
    private final PacketView view = new PacketView();

    private static byte[] frame() {
        Scenario scenario = new Scenario();
        scenario.at(0).udp("10.0.0.1", 1_000, "10.0.0.2", 2_000, 20);
        TimedFrame frame = scenario.frames().get(0);
        return frame.bytes();
    }

    /** Adds a packet of that time that is told from others by its interface. */
    private void add(TimeOrder order, long time, int mark) {
        byte[] buffer = FRAME.clone();
        assertThat(decoder.decode(time, LinkType.ETHERNET, buffer, 0, buffer.length, 1_500, mark, view))
                .isTrue();
        order.add(view, LinkType.ETHERNET);
        // Sources reuse their buffers.
        Arrays.fill(buffer, (byte) 0xEE);
    }

    private static List<Integer> takeBefore(TimeOrder order, long end) {
        List<Integer> marks = new ArrayList<>();
        for (TimeOrder.Waiting next = order.next(end); next != null; next = order.next(end)) {
            marks.add(next.interfaceId());
        }
        return marks;
    }

    @Test
    void onlyWhatCameBeforeTheTimeGoesOn() {
        TimeOrder order = new TimeOrder(100, Long.MAX_VALUE);
        add(order, 30, 0);
        add(order, 10, 1);
        add(order, 20, 2);
        assertThat(takeBefore(order, 10)).isEmpty();
        assertThat(takeBefore(order, 20)).containsExactly(1);
        assertThat(takeBefore(order, 31)).containsExactly(2, 0);
        assertThat(order.next(Long.MAX_VALUE)).isNull();
    }

    @Test
    void itKeepsTheFrameAsItWasWhateverBecomesOfTheBuffer() {
        TimeOrder order = new TimeOrder(100, Long.MAX_VALUE);
        add(order, 5, 7);
        TimeOrder.Waiting packet = order.next(Long.MAX_VALUE);
        assertThat(packet).isNotNull();
        assertThat(packet.frame()).isEqualTo(FRAME);
        assertThat(packet.timestampNanos()).isEqualTo(5);
        assertThat(packet.wireLength()).isEqualTo(1_500);
        assertThat(packet.linkType()).isEqualTo(LinkType.ETHERNET);
    }

    /** Few times, so that many are the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void packetsOfOneTimeGoOnInTheOrderInWhichTheyCame(long seed) {
        Random random = new Random(seed);
        TimeOrder order = new TimeOrder(10_000, Long.MAX_VALUE);
        List<long[]> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long time = random.nextInt(50) - 25L;
            add(order, time, i);
            expected.add(new long[] {time, i});
        }
        expected.sort(Comparator.comparingLong(packet -> packet[0]));
        List<Integer> taken = new ArrayList<>();
        for (long end = -30; end <= 30; end += 1 + random.nextInt(5)) {
            taken.addAll(takeBefore(order, end));
        }
        taken.addAll(takeBefore(order, Long.MAX_VALUE));
        assertThat(taken)
                .isEqualTo(expected.stream().map(packet -> (int) packet[1]).toList());
    }

    @Test
    void ofTooManyTheFirstGoesOnBeforeItsTime() {
        TimeOrder order = new TimeOrder(3, Long.MAX_VALUE);
        for (int i = 0; i < 3; i++) {
            add(order, 100 - i, i);
        }
        assertThat(order.next(Long.MIN_VALUE)).isNull();
        add(order, 97, 3);
        add(order, 96, 4);
        assertThat(takeBefore(order, Long.MIN_VALUE)).containsExactly(4, 3);
        assertThat(takeBefore(order, Long.MAX_VALUE)).containsExactly(2, 1, 0);
        assertThat(order.early()).isEqualTo(2);
    }

    @Test
    void ofTooManyBytesTheFirstGoesOnBeforeItsTime() {
        TimeOrder order = new TimeOrder(1_000, 3L * FRAME.length);
        for (int i = 0; i < 5; i++) {
            add(order, 100 - i, i);
        }
        assertThat(takeBefore(order, Long.MIN_VALUE)).containsExactly(4, 3);
        assertThat(order.early()).isEqualTo(2);
        assertThat(takeBefore(order, Long.MAX_VALUE)).containsExactly(2, 1, 0);
        add(order, 50, 5);
        assertThat(takeBefore(order, Long.MIN_VALUE))
                .as("what has gone on no longer counts")
                .isEmpty();
        assertThat(order.early()).isEqualTo(2);
    }
}
