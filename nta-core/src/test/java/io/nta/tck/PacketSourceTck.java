package io.nta.tck;

import static io.nta.tck.Contract.require;
import static io.nta.tck.Contract.requireSame;
import static io.nta.tck.Contract.verify;

import io.nta.spi.PacketSource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link PacketSource}, to be extended by the test of a source.
 *
 * <p>A source that never ends by itself is given an end in its test: the generator stops and the connection is closed.
 */
public abstract class PacketSourceTck {
    private static final int LIMIT = 64;
    private static final int ODD_LIMIT = 7;
    private static final int LOOKS_AT_END = 3;
    /** The longest wait for a packet that {@link PacketSource#poll} may take, and as much again for a busy machine. */
    private static final long MOMENT_MILLIS = 2_000;

    private static final int LINGERING_FRAMES = 10;
    private static final long LINGER_MILLIS = 2;
    private static final long EARLIEST = Instant.parse("1980-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

    /** For the test that extends it. */
    protected PacketSourceTck() {}

    /** Opens a new source over the same packets each time: at least three, then the end. The kit closes it. */
    protected abstract PacketSource open() throws Exception;

    /** Returns how many packets {@link #open} hands over until it ends. */
    protected abstract int packetCount();

    /** Opens a source that fails after some packets, or after none. Without one, which is the default, the tests of errors are skipped. */
    protected Optional<PacketSource> openFailing() throws Exception {
        return Optional.empty();
    }

    @Test
    public final void theDescriptionIsOneLineAndStaysTheSame() {
        verify("that description() is set when the source is opened and names the file or interface alone", () -> {
            PacketSource source = open();
            String before = source.description();
            require(before != null && !before.isBlank(), () -> "the description is blank");
            require(before.lines().count() == 1, () -> "the description has several lines: " + before);
            new Polling(source).toEnd(LIMIT);
            requireSame(source.description(), before, "the description at the end");
            source.close();
            requireSame(source.description(), before, "the description after close()");
        });
    }

    @Test
    public final void pollReturnsHowManyPacketsItHandedOver() {
        verify("that poll() counts its calls of the sink, and returns END only from a call that made none", () -> {
            try (PacketSource source = open()) {
                Polling polling = new Polling(source);
                for (boolean more = true; more; ) {
                    int handedOver = polling.frames().size();
                    int returned = polling.poll(LIMIT);
                    int now = polling.frames().size() - handedOver;
                    more = returned != PacketSource.END;
                    requireSame(returned, more || now > 0 ? now : PacketSource.END, "what poll() returned");
                }
            }
        });
    }

    @Test
    public final void pollHandsOverNoMoreThanItsLimit() {
        verify("the loop of poll(), which ends at the limit whatever is still buffered", () -> {
            try (PacketSource source = open()) {
                Polling polling = new Polling(source);
                for (int limit = 1, before = 0; polling.poll(limit) != PacketSource.END; limit = 3 - limit) {
                    int handedOver = polling.frames().size() - before;
                    int allowed = limit;
                    require(
                            handedOver <= allowed,
                            () -> handedOver + " packets were handed over, the limit was " + allowed);
                    before = polling.frames().size();
                }
            }
        });
    }

    @Test
    public final void aLimitBelowOneIsRefused() {
        verify("that poll() throws IllegalArgumentException for a limit of 0", () -> {
            try (PacketSource source = open()) {
                Throwable thrown = Polling.thrownBy(() -> source.poll(new Polling(source), 0));
                require(
                        thrown instanceof IllegalArgumentException,
                        () -> "a limit of 0 gave " + (thrown == null ? "no error" : thrown));
            }
        });
    }

    @Test
    public final void packetsAreHandedOverByThePollingThreadDuringThePoll() {
        verify("that threads of the source only fill a queue, and poll() itself calls the sink", () -> {
            try (PacketSource source = open()) {
                Polling polling = new Polling(source).toEnd(LIMIT);
                polling.expectNothingElse();
                requireSame(polling.strays(), 0, "the number of packets from elsewhere than the polling thread");
            }
        });
    }

    @Test
    public final void everyPacketArrivesOnceWhateverTheLimit() {
        verify("what is kept from one poll to the next, and packetCount() of this test", () -> {
            List<Polling.Taken> expected = null;
            for (int limit : new int[] {LIMIT, 1, ODD_LIMIT, Integer.MAX_VALUE}) {
                try (PacketSource source = open()) {
                    List<Polling.Taken> taken = new Polling(source).toEnd(limit).frames();
                    requireSame(taken.size(), packetCount(), "the number of packets with a limit of " + limit);
                    expected = expected == null ? taken : expected;
                    require(
                            taken.equals(expected),
                            () -> "with a limit of " + limit + " other packets came than with " + LIMIT);
                }
            }
        });
    }

    @Test
    public final void theEndStaysTheEnd() {
        verify("that the source remembers that it has ended", () -> {
            try (PacketSource source = open()) {
                Polling polling = new Polling(source).toEnd(LIMIT);
                int atEnd = polling.frames().size();
                for (int i = 0; i < LOOKS_AT_END; i++) {
                    requireSame(polling.poll(LIMIT), PacketSource.END, "what poll() returned after the end");
                }
                requireSame(polling.frames().size(), atEnd, "the number of packets after the end");
            }
        });
    }

    @Test
    public final void pollWaitsOnlyAMoment() {
        verify(
                "that waiting for a packet has a time limit of a second or less: only between polls can nta be stopped",
                () -> {
                    try (PacketSource source = open()) {
                        long longest = new Polling(source).toEnd(1).longestPollMillis();
                        require(longest <= MOMENT_MILLIS, () -> "a poll took " + longest + " ms");
                    }
                });
    }

    @Test
    public final void framesLieWithinTheirBuffer() {
        verify("offset and capturedLength, and the lengths read from the input before they are believed", () -> {
            try (PacketSource source = open()) {
                requireSame(
                        new Polling(source).toEnd(LIMIT).outside(), 0, "the number of frames outside of their buffer");
            }
        });
    }

    @Test
    public final void theWireLengthIsAtLeastTheCapturedLength() {
        verify("that wireLength is the length before the capture cut the frame, not after", () -> {
            try (PacketSource source = open()) {
                for (Polling.Taken frame : new Polling(source).toEnd(LIMIT).frames()) {
                    require(
                            frame.wireLength() >= frame.capturedLength(),
                            () -> frame.capturedLength() + " bytes were captured of " + frame.wireLength());
                }
            }
        });
    }

    @Test
    public final void timesAreNanosecondsSinceTheEpoch() {
        verify("the unit: seconds, milliseconds and microseconds give times near 1970", () -> {
            try (PacketSource source = open()) {
                for (Polling.Taken frame : new Polling(source).toEnd(LIMIT).frames()) {
                    long nanos = frame.timestampNanos();
                    require(
                            nanos >= EARLIEST && nanos < LATEST,
                            () -> "a packet has the time " + nanos + ", which is " + Instant.ofEpochSecond(0, nanos));
                }
            }
        });
    }

    @Test
    public final void eachFrameHasALinkTypeAndAnInterface() {
        verify(
                "that packets of a link type that LinkType lacks are counted as unsupported, and interfaces from 0",
                () -> {
                    try (PacketSource source = open()) {
                        for (Polling.Taken frame :
                                new Polling(source).toEnd(LIMIT).frames()) {
                            require(frame.linkType() != null, () -> "a packet has no link type");
                            require(
                                    frame.interfaceId() >= 0,
                                    () -> "a packet has the interface " + frame.interfaceId());
                        }
                    }
                });
    }

    @Test
    public final void theBytesStayWhileTheSinkHasThem() {
        verify("that no thread fills the buffer again before the sink has returned", () -> {
            try (PacketSource source = open()) {
                Polling polling = new Polling(source).lingering(LINGERING_FRAMES, LINGER_MILLIS);
                requireSame(polling.toEnd(LIMIT).changed(), 0, "the number of frames that changed under the sink");
            }
        });
    }

    @Test
    public final void whatTheSinkThrowsPassesThrough() {
        verify("that poll() catches no exception of the sink: that is how nta stops when a store fails", () -> {
            try (PacketSource source = open()) {
                IllegalStateException own = new IllegalStateException("the sink's own");
                Throwable thrown = Polling.thrownBy(() -> Polling.throwFrom(source, own, LIMIT));
                require(thrown == own, () -> "the sink's exception came out as " + thrown);
            }
        });
    }

    @Test
    public final void everyPacketReceivedIsDeliveredDroppedOrUnsupported() {
        verify("stats(): received = delivered + dropped + unsupported, at any time", () -> {
            try (PacketSource source = open()) {
                Polling polling = new Polling(source);
                Polling.requireConserved(source.stats());
                while (polling.poll(ODD_LIMIT) != PacketSource.END) {
                    Polling.requireConserved(source.stats());
                }
                Polling.requireConserved(source.stats());
            }
        });
    }

    @Test
    public final void deliveredIsWhatWasHandedOver() {
        verify("that delivered counts calls of the sink, not packets read ahead", () -> {
            try (PacketSource source = open()) {
                Polling polling = new Polling(source);
                do {
                    requireSame(
                            source.stats().delivered(), (long) polling.frames().size(), "stats().delivered()");
                } while (polling.poll(ODD_LIMIT) != PacketSource.END);
                requireSame(
                        source.stats().delivered(), (long) polling.frames().size(), "stats().delivered() at the end");
            }
        });
    }

    @Test
    public final void theCountsStayAfterClose() {
        verify("that close() keeps the counters: a summary is written after it", () -> {
            PacketSource source = open();
            new Polling(source).toEnd(LIMIT);
            Object before = source.stats();
            source.close();
            requireSame(source.stats(), before, "stats() after close()");
        });
    }

    @Test
    public final void closingTwiceDoesNothing() {
        verify("that close() remembers that it was called", () -> {
            PacketSource source = open();
            new Polling(source).poll(1);
            source.close();
            source.close();
        });
    }

    @Test
    public final void aClosedSourceIsNotPolled() {
        verify("that poll() throws an IOException after close()", () -> {
            PacketSource source = open();
            source.close();
            Polling polling = new Polling(source);
            Throwable thrown = Polling.thrownBy(() -> polling.poll(1));
            require(
                    thrown instanceof IOException,
                    () -> "polling after close() gave "
                            + (thrown == null ? polling.frames().size() + " packets and no error" : thrown));
        });
    }

    @Test
    public final void sourcesShareNothing() {
        verify("static fields, and files or sockets that two sources would both read from", () -> {
            try (PacketSource one = open();
                    PacketSource other = open()) {
                Polling first = new Polling(one);
                Polling second = new Polling(other);
                boolean more = true;
                for (int polls = 0; more && polls < Polling.MAX_IDLE_POLLS + packetCount(); polls++) {
                    more = first.poll(1) != PacketSource.END | second.poll(1) != PacketSource.END;
                }
                requireSame(first.frames().size(), packetCount(), "the number of packets of the first of two");
                require(first.frames().equals(second.frames()), () -> "two sources read in turn gave other packets");
            }
        });
    }

    @Test
    public final void anErrorIsAnIoExceptionThatSaysWhatIsWrong() {
        verify("that what goes wrong is thrown as IOException with a message for the user", () -> {
            try (PacketSource source = failing()) {
                Throwable thrown = new Polling(source).toError(LIMIT);
                require(
                        thrown instanceof IOException,
                        () -> "a source that can't go on gave " + (thrown == null ? "no error" : thrown));
                require(
                        thrown.getMessage() != null && !thrown.getMessage().isBlank(),
                        () -> "the error has no message: " + thrown);
            }
        });
    }

    @Test
    public final void afterAnErrorEveryPollFailsAndTheCountsStand() {
        verify("that a source that has failed remembers it, and counts what it handed over before", () -> {
            try (PacketSource source = failing()) {
                Polling polling = new Polling(source);
                polling.toError(ODD_LIMIT);
                int before = polling.frames().size();
                Throwable again = Polling.thrownBy(() -> polling.poll(LIMIT));
                require(again != null, () -> "the poll after the failing one did not fail");
                requireSame(polling.frames().size(), before, "the number of packets after the error");
                requireSame(source.stats().delivered(), (long) before, "stats().delivered() after the error");
            }
        });
    }

    private PacketSource failing() throws Exception {
        Optional<PacketSource> failing = openFailing();
        Assumptions.assumeTrue(failing.isPresent(), "the test gives no source that fails: override openFailing()");
        return failing.orElseThrow();
    }
}
