package io.nta.tck.proof;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sources each of which does one thing wrong. */
final class BrokenSources {
    private BrokenSources() {}

    /** Fails after three packets, as it should. */
    static class Failing extends SoundSource {
        static final int BEFORE = 3;

        @Override
        boolean more() throws IOException {
            if (next == BEFORE) {
                fail();
            }
            return true;
        }

        void fail() throws IOException {
            throw new IOException("packets of a test: the cable is out after " + BEFORE + " packets");
        }
    }

    static List<Broken<PacketSource>> inErrors() {
        return List.of(
                Broken.of(
                        "throws what the analyzer does not expect",
                        () -> new Failing() {
                            @Override
                            void fail() {
                                throw new IllegalStateException("the cable is out");
                            }
                        },
                        "anErrorIsAnIoExceptionThatSaysWhatIsWrong"),
                Broken.of(
                        "says nothing",
                        () -> new Failing() {
                            @Override
                            void fail() throws IOException {
                                throw new IOException();
                            }
                        },
                        "anErrorIsAnIoExceptionThatSaysWhatIsWrong"),
                Broken.of(
                        "goes on after an error as if nothing had been",
                        () -> new Failing() {
                            private boolean failed;

                            @Override
                            void fail() throws IOException {
                                if (!failed) {
                                    failed = true;
                                    super.fail();
                                }
                            }

                            @Override
                            boolean more() throws IOException {
                                return super.more() && next < PACKETS;
                            }
                        },
                        "afterAnErrorEveryPollFailsAndTheCountsStand"));
    }

    static List<Broken<PacketSource>> all() {
        return java.util.stream.Stream.of(polls(), frames(), countsAndClosing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Broken<PacketSource>> polls() {
        return List.of(
                Broken.of("describes its progress", DescribesProgress::new, "theDescriptionIsOneLineAndStaysTheSame"),
                Broken.of(
                        "returns the limit instead of the count",
                        () -> new SoundSource() {
                            @Override
                            public int poll(PacketSink sink, int limit) throws IOException {
                                return super.poll(sink, limit) == END ? END : limit;
                            }
                        },
                        "pollReturnsHowManyPacketsItHandedOver"),
                Broken.of("hands over pairs", HandsOverPairs::new, "pollHandsOverNoMoreThanItsLimit"),
                Broken.of("takes a limit of 0", TakesAnyLimit::new, "aLimitBelowOneIsRefused"),
                Broken.of(
                        "has a thread call the sink",
                        ThreadCallsTheSink::new,
                        "packetsAreHandedOverByThePollingThreadDuringThePoll"),
                Broken.of("drops what is left in a batch", DropsTheRest::new, "everyPacketArrivesOnceWhateverTheLimit"),
                Broken.of("begins again after the end", BeginsAgain::new, "theEndStaysTheEnd"),
                Broken.of("waits for long", WaitsForLong::new, "pollWaitsOnlyAMoment"),
                Broken.of("swallows what the sink throws", SwallowsFailures::new, "whatTheSinkThrowsPassesThrough"),
                Broken.of("polls although it is closed", PollsWhenClosed::new, "aClosedSourceIsNotPolled"));
    }

    private static List<Broken<PacketSource>> frames() {
        return List.of(
                frame(
                        "believes a length",
                        (sink, n, bytes) -> sink.onFrame(time(n), LinkType.ETHERNET, bytes, 1, bytes.length, 99, 0),
                        "framesLieWithinTheirBuffer"),
                frame(
                        "gives the captured length for the wire's",
                        (sink, n, bytes) -> sink.onFrame(time(n), LinkType.ETHERNET, bytes, 0, bytes.length, 1, 0),
                        "theWireLengthIsAtLeastTheCapturedLength"),
                frame(
                        "gives milliseconds",
                        (sink, n, bytes) ->
                                sink.onFrame(time(n) / 1_000_000, LinkType.ETHERNET, bytes, 0, bytes.length, 60, 0),
                        "timesAreNanosecondsSinceTheEpoch"),
                frame(
                        "does not know its interface",
                        (sink, n, bytes) -> sink.onFrame(time(n), LinkType.ETHERNET, bytes, 0, bytes.length, 60, -1),
                        "eachFrameHasALinkTypeAndAnInterface"),
                frame(
                        "hands over a link type that there is not",
                        (sink, n, bytes) -> sink.onFrame(time(n), LinkType.ofCode(-1), bytes, 0, bytes.length, 60, 0),
                        "eachFrameHasALinkTypeAndAnInterface"),
                Broken.of("reads on into a buffer in use", ReadsAhead::new, "theBytesStayWhileTheSinkHasThem"));
    }

    private static List<Broken<PacketSource>> countsAndClosing() {
        return List.of(
                stats(
                        "forgets what it dropped",
                        source -> new SourceStats(source.next + 1, source.next, 0, 0),
                        "everyPacketReceivedIsDeliveredDroppedOrUnsupported"),
                stats(
                        "counts what it has read ahead",
                        source -> new SourceStats(20, 20, 0, 0),
                        "deliveredIsWhatWasHandedOver"),
                stats(
                        "forgets its counts when closed",
                        source ->
                                new SourceStats(source.closed ? 0 : source.next, source.closed ? 0 : source.next, 0, 0),
                        "theCountsStayAfterClose"),
                Broken.of(
                        "fails when closed twice",
                        () -> new SoundSource() {
                            @Override
                            public void close() throws IOException {
                                if (closed) {
                                    throw new IOException("already closed");
                                }
                                super.close();
                            }
                        },
                        "closingTwiceDoesNothing"),
                Broken.of("keeps its position in a static field", SharesItsPosition::new, "sourcesShareNothing"));
    }

    private interface Frame {
        void handOver(PacketSink sink, int number, byte[] bytes);
    }

    private static Broken<PacketSource> frame(String what, Frame frame, String fails) {
        return Broken.of(
                what,
                () -> new SoundSource() {
                    @Override
                    void handOver(PacketSink sink, int number) {
                        frame.handOver(sink, number, bytes(number));
                    }
                },
                fails);
    }

    private static Broken<PacketSource> stats(
            String what, java.util.function.Function<SoundSource, SourceStats> stats, String fails) {
        return Broken.of(
                what,
                () -> new SoundSource() {
                    @Override
                    public SourceStats stats() {
                        return stats.apply(this);
                    }
                },
                fails);
    }

    private static long time(int number) {
        return SoundSource.time(number);
    }

    private static final class DescribesProgress extends SoundSource {
        @Override
        public String description() {
            return "after " + next + " packets";
        }
    }

    private static final class HandsOverPairs extends SoundSource {
        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            return super.poll(sink, limit == 1 ? 2 : limit);
        }
    }

    private static final class TakesAnyLimit extends SoundSource {
        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            return limit < 1 ? 0 : super.poll(sink, limit);
        }
    }

    private static final class ThreadCallsTheSink extends SoundSource {
        @Override
        void handOver(PacketSink sink, int number) {
            Thread thread = new Thread(() -> super.handOver(sink, number));
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            RuntimeException[] thrown = {null};
            int count = super.poll(
                    (time, type, buffer, offset, captured, wire, id) -> {
                        try {
                            sink.onFrame(time, type, buffer, offset, captured, wire, id);
                        } catch (RuntimeException e) {
                            thrown[0] = e;
                        }
                    },
                    limit);
            if (thrown[0] != null) {
                throw thrown[0];
            }
            return count;
        }
    }

    /** Loses a packet when the limit is smaller than what it reads at once. */
    private static final class DropsTheRest extends SoundSource {
        private static final int BATCH = 8;
        private int lost;

        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            int count = super.poll(sink, limit);
            if (limit < BATCH && limit > 2 && next == limit) {
                next++;
                lost++;
            }
            return count;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(next, next - lost, lost, 0);
        }
    }

    private static final class BeginsAgain extends SoundSource {
        private int before;

        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            int count = super.poll(sink, limit);
            if (count == END) {
                before += next;
                next = 0;
            }
            return count;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(before + next, before + next, 0, 0);
        }
    }

    private static final class WaitsForLong extends SoundSource {
        private static final long MILLIS = 2_100;

        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            int count = super.poll(sink, limit);
            if (count == END) {
                try {
                    TimeUnit.MILLISECONDS.sleep(MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return count;
        }
    }

    private static final class SwallowsFailures extends SoundSource {
        @Override
        void handOver(PacketSink sink, int number) {
            try {
                super.handOver(sink, number);
            } catch (RuntimeException swallowed) {
                next = number + 1;
            }
        }
    }

    private static final class PollsWhenClosed extends SoundSource {
        @Override
        public void close() {}
    }

    private static final class ReadsAhead extends SoundSource {
        @Override
        void handOver(PacketSink sink, int number) {
            byte[] bytes = bytes(number);
            Thread reader = new Thread(() -> {
                try {
                    TimeUnit.MICROSECONDS.sleep(500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                bytes[0]++;
            });
            reader.start();
            sink.onFrame(time(number), LinkType.ETHERNET, bytes, 0, LENGTH, LENGTH, 0);
        }
    }

    /** Two that are open together share what one alone has to itself. */
    private static final class SharesItsPosition extends SoundSource {
        private static int openNow;
        private static int position;

        SharesItsPosition() {
            position = openNow++ == 0 ? 0 : position;
        }

        @Override
        public int poll(PacketSink sink, int limit) throws IOException {
            next = openNow > 1 ? Math.max(next, position) : next;
            int count = super.poll(sink, limit);
            position = next;
            return count;
        }

        @Override
        public void close() throws IOException {
            openNow -= closed ? 0 : 1;
            super.close();
        }
    }
}
