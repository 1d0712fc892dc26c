package io.nta;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.window.EventTime;
import io.nta.window.JumpGuard;
import io.nta.window.TimelineConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The part of the line that each source has for itself: its frames are decoded, and only those go on to the {@link PacketLine} whose time can be believed. One
 * thread.
 */
final class SourceLane implements PacketSink {
    private static final long UNKNOWN = Long.MIN_VALUE;

    /** A frame that waits for its time to be confirmed. {@code lead} as {@link #lead} tells. */
    private record Held(
            long timestampNanos, long lead, LinkType linkType, byte[] frame, int wireLength, int interfaceId) {}

    private final PacketSource source;
    private final PacketLine line;
    private final int number;
    private final TimelineConfig config;
    /** Decodes held frames again; what is wrong with them has been counted. */
    private final PacketDecoder heldDecoder;

    private final PacketView view = new PacketView();
    /** Of a file's packets, and of those that others kept for long. */
    private final JumpGuard<Held> times;
    /** Of packets that are handed on as they are captured. */
    private final JumpGuard<Held> leads;
    /** Whether frames came since the time was told last. */
    private boolean busy;
    /** When the frames that come now arrive; unknown for a recorded source. */
    private long arrivalNanos = UNKNOWN;
    /** How far the clock of the packets is ahead of that of their arrival, as the highest packet time showed it. */
    private long clockLead = UNKNOWN;

    private long bytes;
    private long decoded;
    private long undecoded;
    private long setAside;

    SourceLane(PacketSource source, PacketLine line, AnalyzerConfig config) {
        this.source = source;
        this.line = line;
        this.number = line.addSource();
        this.config = config.timeline();
        this.heldDecoder = new PacketDecoder(config.decoding());
        this.times = JumpGuard.ofTimes(this.config);
        this.leads = JumpGuard.ofLeads(this.config);
    }

    PacketSource source() {
        return source;
    }

    /** Polls the source once; what it returns is what the source returned. */
    int poll(int limit) throws IOException {
        int handedOver;
        try {
            handedOver = source.poll(this, limit);
        } catch (NtaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NtaException("The analysis of " + source.description() + " failed: " + e, e);
        }
        if (handedOver < PacketSource.END || handedOver > limit) {
            throw new NtaException("The source " + source.description() + " ("
                    + source.getClass().getName()
                    + ") says that it handed over " + handedOver + " packets; allowed: 0 to " + limit + ", or "
                    + PacketSource.END + " at its end");
        }
        return handedOver;
    }

    @Override
    public void onTime(long newArrivalNanos) {
        if (!EventTime.isUsable(newArrivalNanos)) {
            return;
        }
        if (!busy || arrivalNanos == UNKNOWN) {
            // Nothing has come for a while that could confirm what waits; or what came before was a file's.
            placeAll(times.finish());
        }
        busy = false;
        arrivalNanos = newArrivalNanos;
        if (clockLead != UNKNOWN) {
            // While a source is silent its clock goes on as that of the receiver does.
            line.timePassed(arrivalNanos + clockLead);
        }
    }

    @Override
    public void onFrame(
            long timestampNanos,
            LinkType linkType,
            byte[] buffer,
            int offset,
            int capturedLength,
            int wireLength,
            int interfaceId) {
        bytes += wireLength;
        if (!line.decoder()
                .decode(timestampNanos, linkType, buffer, offset, capturedLength, wireLength, interfaceId, view)) {
            undecoded++;
            return;
        }
        decoded++;
        line.protocols().count(view);
        if (!EventTime.isUsable(timestampNanos) || !isNearArrival(timestampNanos)) {
            setAside++;
            return;
        }
        busy = true;
        long lead = lead(timestampNanos);
        boolean recorded = !isLive() || lead < -config.maxSkew().toNanos();
        if (!recorded && times.waiting() > 0) {
            // The past is over: nothing more comes of it that could confirm what waits.
            placeAll(times.finish());
            heldDecoder.decode(timestampNanos, linkType, buffer, offset, capturedLength, wireLength, interfaceId, view);
        }
        JumpGuard<Held> guard = recorded ? times : leads;
        long time = recorded ? timestampNanos : lead;
        if (guard.accepts(time)) {
            place(lead, linkType);
        } else {
            line.expect(number, timestampNanos);
            byte[] frame = Arrays.copyOfRange(buffer, offset, offset + capturedLength);
            placeAll(guard.hold(time, new Held(timestampNanos, lead, linkType, frame, wireLength, interfaceId)));
        }
    }

    private boolean isLive() {
        return arrivalNanos != UNKNOWN;
    }

    private boolean isNearArrival(long timestampNanos) {
        if (!isLive()) {
            return true;
        }
        long maxSkew = config.maxSkew().toNanos();
        // Of several sources none may lead by more than the others may lag: its clock would make all of theirs late.
        long maxAhead = line.sources() == 1 ? maxSkew : Math.min(maxSkew, line.maxSourceLagNanos());
        if (timestampNanos > arrivalNanos + maxAhead) {
            return false;
        }
        long age = arrivalNanos - timestampNanos;
        // A difference that overflows is longer than any age that is allowed.
        return timestampNanos >= arrivalNanos
                || age >= 0 && age <= config.maxAge().toNanos();
    }

    /** Returns how far the packet is ahead of its arrival, in nanoseconds; 0 when that isn't known. */
    private long lead(long timestampNanos) {
        return isLive() ? timestampNanos - arrivalNanos : 0;
    }

    private void place(long lead, LinkType linkType) {
        line.place(number, view, linkType);
        if (isLive() && view.timestampNanos() == line.highestNanos(number)) {
            clockLead = lead;
        }
    }

    private void placeAll(List<Held> confirmed) {
        for (Held held : confirmed) {
            heldDecoder.decode(
                    held.timestampNanos,
                    held.linkType,
                    held.frame,
                    0,
                    held.frame.length,
                    held.wireLength,
                    held.interfaceId,
                    view);
            place(held.lead, held.linkType);
        }
    }

    /** The source has ended: what still waits is decided on, and the others no longer wait for it. */
    void end() {
        placeAll(times.finish());
        placeAll(leads.finish());
        line.sourceEnded(number);
    }

    /** The source has ended and is let go: its place on the line is another's from now on. Nothing but {@link #counts} may be called after it. */
    void leave() {
        end();
        line.removeSource(number);
    }

    LaneCounts counts() {
        return new LaneCounts(source.stats(), bytes, decoded, undecoded, setAside + times.dropped() + leads.dropped());
    }
}
