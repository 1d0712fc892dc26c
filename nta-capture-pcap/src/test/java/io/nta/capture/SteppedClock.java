package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a host, whose administrator may be a test: what its kernel stamps on packets and what its programs read steps together. */
public final class SteppedClock extends Clock {
    private volatile Duration step = Duration.ZERO;

    /** Sets it so far from the right time. */
    public void step(Duration to) {
        step = to;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(step);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** Returns what a source would give on that host. */
    public PacketSource over(PacketSource source) {
        return new Source(source);
    }

    private final class Source implements PacketSource {
        private final PacketSource source;

        Source(PacketSource source) {
            this.source = source;
        }

        @Override
        public String description() {
            return source.description();
        }

        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            long nanos = step.toNanos();
            return source.poll(
                    new PacketSink() {
                        @Override
                        public void onFrame(
                                long time, LinkType link, byte[] buffer, int offset, int captured, int wire, int id) {
                            sink.onFrame(time + nanos, link, buffer, offset, captured, wire, id);
                        }

                        @Override
                        public void onTime(long arrival) {
                            sink.onTime(arrival + nanos);
                        }
                    },
                    limit);
        }

        @Override
        public SourceStats stats() {
            return source.stats();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
