package io.nta.testkit;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** A live source that follows a script, one step in each poll. Times are seconds after {@link Traffic#START}. */
public final class LiveSource implements PacketSource {
    private static final long PATIENCE_SECONDS = 20;

    private final Deque<ToIntFunction<PacketSink>> script = new ArrayDeque<>();
    private long delivered;

    /** It is {@code now}, and nothing comes. */
    public LiveSource silent(double now) {
        return time(Traffic.nanos(now));
    }

    /** It is {@code nowNanos}, since the epoch, and nothing comes. */
    public LiveSource time(long nowNanos) {
        script.add(sink -> {
            sink.onTime(nowNanos);
            return 0;
        });
        return this;
    }

    /** It is {@code now}, and a datagram of {@code sender} comes that was captured at {@code captured}. */
    public LiveSource datagram(double now, double captured, String sender) {
        Scenario scenario = new Scenario();
        scenario.at(captured).udp(sender, 50_000, "10.0.0.99", 5_000, 1);
        TimedFrame frame = scenario.frames().get(0);
        script.add(sink -> {
            sink.onTime(Traffic.nanos(now));
            int length = frame.bytes().length;
            sink.onFrame(frame.nanos(), LinkType.ETHERNET, frame.bytes(), 0, length, frame.wireLength(), 0);
            delivered++;
            return 1;
        });
        return this;
    }

    /** Goes on only when the latch has counted down: what the test waits for happens before the source ends. */
    public LiveSource await(CountDownLatch latch) {
        script.add(sink -> {
            try {
                if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("what was waited for did not happen; " + latch.getCount() + " missing");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return 0;
        });
        return this;
    }

    @Override
    public String description() {
        return "script of a test";
    }

    @Override
    public int poll(PacketSink sink, int limit) {
        ToIntFunction<PacketSink> step = script.poll();
        return step == null ? END : step.applyAsInt(sink);
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(delivered, delivered, 0, 0);
    }

    @Override
    public void close() {}
}
