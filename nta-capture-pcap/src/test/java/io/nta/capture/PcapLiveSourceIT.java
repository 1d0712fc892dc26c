package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.capture.LiveCaptureException.Reason;
import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcap4j.core.PcapHandle;

/** The contract of a source, on the loopback interface, however frames are read. The kit for sources wants the same packets twice, with the same times, which no live interface gives. */
@EnabledIf(value = "isRoot", disabledReason = "needs root: it captures from the loopback interface")
@ParameterizedClass
@EnumSource
class PcapLiveSourceIT {
    private enum Reading {
        CHEAPEST {
            @Override
            FrameReader of(PcapHandle handle) {
                FrameReader reader = FrameReader.of(handle);
                if (System.getProperty("os.name").equals("Linux")) {
                    assertThat(reader).isInstanceOf(DumpReader.class);
                }
                return reader;
            }
        },
        EVERYWHERE {
            @Override
            FrameReader of(PcapHandle handle) {
                return new ListenerReader(handle);
            }
        };

        abstract FrameReader of(PcapHandle handle);
    }

    @Parameter
    private Reading reading;

    private static final int PACKETS = 20;
    private static final int SIZE = 300;
    private static final int HEADERS = 42;

    /** Takes the datagrams, and by its port tells them from everything else on the interface. */
    private DatagramSocket receiver;

    private LiveConfig config;

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @BeforeEach
    void open() throws IOException {
        receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        config = LiveConfig.defaults().withFilter("udp dst port " + receiver.getLocalPort());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private PcapLiveSource source(LiveConfig with) throws IOException {
        return PcapLiveSource.open(List.of("lo"), with, Clock.systemUTC(), reading::of);
    }

    private void send(int packets) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < packets; i++) {
                socket.send(new DatagramPacket(
                        new byte[SIZE], SIZE, InetAddress.getLoopbackAddress(), receiver.getLocalPort()));
            }
        }
    }

    /** Keeps what it is given. */
    private static final class Taking implements PacketSink {
        private final List<Long> times = new ArrayList<>();
        private final List<Integer> captured = new ArrayList<>();
        private final List<Integer> wire = new ArrayList<>();
        private long arrival;

        @Override
        public void onFrame(
                long nanos, LinkType link, byte[] buffer, int offset, int capturedLength, int wireLength, int id) {
            assertThat(link).isEqualTo(LinkType.ETHERNET);
            assertThat(id).isZero();
            assertThat(Thread.currentThread().getName()).isEqualTo(POLLING);
            times.add(nanos);
            captured.add(capturedLength);
            wire.add(wireLength);
        }

        @Override
        public void onTime(long arrivalNanos) {
            arrival = arrivalNanos;
        }
    }

    private static final String POLLING = Thread.currentThread().getName();

    private static void toEnd(PcapLiveSource source, PacketSink sink, int limit) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (int handed = 0; handed != PacketSource.END; handed = source.poll(sink, limit)) {
            assertThat(handed).isLessThanOrEqualTo(limit);
            assertThat(System.nanoTime()).as("stop() ends it").isLessThan(deadline);
        }
    }

    @Test
    void whatWasSentBeforeStopIsHandedOverThenItEnds() throws IOException {
        for (int limit : new int[] {1, 7, Integer.MAX_VALUE}) {
            try (PcapLiveSource source = source(config)) {
                send(PACKETS);
                source.stop();
                Taking sink = new Taking();
                toEnd(source, sink, limit);

                assertThat(sink.times).hasSize(PACKETS).isSorted();
                assertThat(sink.captured).containsOnly(SIZE + HEADERS);
                assertThat(sink.wire).containsOnly(SIZE + HEADERS);
                assertThat(sink.arrival - sink.times.get(0)).isBetween(0L, TimeUnit.MINUTES.toNanos(2));
                assertThat(source.stats().delivered()).isEqualTo(PACKETS);
                assertThat(source.stats().received())
                        .isEqualTo(PACKETS + source.drops().total());
                assertThat(source.poll(sink, 1)).isEqualTo(PacketSource.END);
            }
        }
    }

    @Test
    void theSnapLengthCutsWhatIsCapturedAndNotWhatIsCounted() throws IOException {
        try (PcapLiveSource source = source(config.withSnapLength(100))) {
            send(3);
            source.stop();
            Taking sink = new Taking();
            toEnd(source, sink, 100);

            assertThat(sink.captured).containsOnly(100);
            assertThat(sink.wire).containsExactly(SIZE + HEADERS, SIZE + HEADERS, SIZE + HEADERS);
        }
    }

    @Test
    void aFullBufferIsCounted() throws IOException {
        LiveConfig small = config.withBufferBytes(1 << 20).withReadTimeout(Duration.ofMillis(10));
        int packets = 50_000;
        try (PcapLiveSource source = source(small)) {
            send(packets);
            source.stop();
            Taking sink = new Taking();
            toEnd(source, sink, 1_000);

            assertThat(source.drops().byKernel()).isPositive();
            // The loopback interface shows each packet twice, going out and coming in; libpcap hides one, but the
            // kernel counts both.
            long lost = packets - sink.times.size();
            assertThat(source.drops().byKernel()).isBetween(lost, 2 * lost);
            assertThat(source.stats().dropped()).isEqualTo(source.drops().total());
            assertThat(source.stats().received())
                    .isEqualTo(sink.times.size() + source.drops().total());
        }
    }

    @Test
    void whatTheSinkThrowsPassesThroughAndTheRestStaysToBeRead() throws IOException {
        try (PcapLiveSource source = source(config)) {
            send(PACKETS);
            source.stop();
            IllegalStateException own = new IllegalStateException("the sink's own");
            PacketSink throwing = (nanos, link, buffer, offset, captured, wire, id) -> {
                throw own;
            };
            assertThatThrownBy(() -> toEnd(source, throwing, 1_000)).isSameAs(own);
            Taking sink = new Taking();
            toEnd(source, sink, 1_000);

            assertThat(sink.times).hasSize(PACKETS - 1);
        }
    }

    @Test
    void aSilentInterfaceKeepsNoPollForLong() throws IOException {
        try (PcapLiveSource source = source(config)) {
            Taking sink = new Taking();
            long before = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertThat(source.poll(sink, 10)).isZero();
            }
            assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(sink.arrival).as("it tells the time all the same").isPositive();
        }
    }

    @Test
    void aClosedSourceIsNotPolledAndKeepsItsCounts() throws IOException {
        PcapLiveSource source = source(config);
        send(2);
        source.stop();
        toEnd(source, new Taking(), 10);
        source.close();
        source.close();

        assertThat(source.stats().delivered()).isEqualTo(2);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> source.poll(new Taking(), 1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> source.poll(new Taking(), 0));
    }

    @Test
    void theLoopbackInterfaceIsListed() throws IOException {
        assertThat(LiveInterface.list())
                .filteredOn(each -> each.name().equals("lo"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.loopback()).isTrue();
                    assertThat(each.addresses()).contains("127.0.0.1");
                    assertThat(LiveInterface.choose(Integer.toString(each.number())))
                            .containsExactly("lo");
                });
        assertThat(LiveInterface.choose("all")).contains("lo").doesNotContain("any");
        assertThat(LiveInterface.choose("0,lo")).doesNotHaveDuplicates().contains("lo");
        for (String wrong : new String[] {"", "999", "lo,,lo"}) {
            assertThatExceptionOfType(LiveCaptureException.class)
                    .isThrownBy(() -> LiveInterface.choose(wrong))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_INTERFACE));
        }
    }
}
