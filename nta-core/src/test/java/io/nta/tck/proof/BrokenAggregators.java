package io.nta.tck.proof;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.PacketView;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;
import io.nta.window.WindowSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Aggregators each of which does one thing wrong. */
final class BrokenAggregators {
    private static final long PANE = WindowSize.PANE_NANOS;

    private static final long NANOS = 1_000_000_000L;

    private BrokenAggregators() {}

    static List<Broken<WindowAggregator>> all() {
        return Stream.of(rows(), values(), windows(), closing(), counts())
                .flatMap(List::stream)
                .toList();
    }

    private static Broken<WindowAggregator> changing(
            String what, UnaryOperator<FeatureVector> change, String... fails) {
        return Broken.of(
                what,
                () -> new Wrapped() {
                    @Override
                    void give(FeatureVector row, RowSink sink) {
                        sink.onRow(change.apply(row));
                    }
                },
                fails);
    }

    private static FeatureVector with(FeatureVector row, long startNanos, long firstNanos, double[] values) {
        return new FeatureVector(
                row.kind(),
                row.address(),
                startNanos,
                row.seconds(),
                firstNanos,
                row.lastPacketNanos(),
                values,
                row.context());
    }

    private static FeatureVector with(FeatureVector row, String feature, double value) {
        double[] values = row.toArray();
        values[FeatureCatalogue.indexOf(feature)] = value;
        return with(row, row.startNanos(), row.firstPacketNanos(), values);
    }

    private static List<Broken<WindowAggregator>> rows() {
        return List.of(
                Broken.of(
                        "gives a row of its own to who is alone",
                        GivesASummary::new,
                        "aPacketHasARowOfEachLengthForBothEndsOfItsConnection",
                        "aGapHasNoRows"),
                Broken.of(
                        "passes over ARP",
                        () -> new Wrapped() {
                            @Override
                            public void onArp(PacketView packet, boolean unsolicited) {}
                        },
                        "anArpPacketHasRowsOfItsSenderAndItsTarget"),
                Broken.of(
                        "passes over what time changes in established connections",
                        () -> new Wrapped() {
                            @Override
                            public void onChange(Connection connection, ConnectionChange change) {
                                if (!connection.answered()) {
                                    super.onChange(connection, change);
                                }
                            }
                        },
                        "aChangeWithoutAPacketHasARow"),
                Broken.of("gives a busy key twice", GivesTwice::new, "aKeyHasAtMostOneRowForAWindow"));
    }

    private static List<Broken<WindowAggregator>> values() {
        return List.of(
                changing(
                        "divides by zero",
                        row -> with(row, "answer_ratio", row.get("reverse_packet_count") / row.get("packet_count")),
                        "everyRowHasAFiniteValueForEachFeature"),
                changing(
                        "counts headers only",
                        row -> with(row, "byte_count", row.get("packet_count") * 42),
                        "packetsAndBytesOfTheInitiatorAreCounted"),
                changing(
                        "takes the window's start for the first packet",
                        row -> with(row, row.startNanos(), row.startNanos(), row.toArray()),
                        "aRowKnowsItsFirstAndItsLastPacket"),
                Broken.of("uses one array for all rows", OneArray::new, "rowsStayAsTheyWereGiven"),
                changing(
                        "averages what adds up",
                        row -> with(row, "udp_count", row.get("udp_count") * 5 / row.seconds()),
                        "foldingTheShortWindowsGivesTheLongOne"),
                Broken.of(
                        "numbers its rows",
                        () -> new Wrapped() {
                            @Override
                            void give(FeatureVector row, RowSink sink) {
                                sink.onRow(with(row, "packet_rate_pps", System.nanoTime()));
                            }
                        },
                        "theSameStreamGivesTheSameRows"));
    }

    private static List<Broken<WindowAggregator>> windows() {
        return List.of(
                Broken.of("begins windows at the first packet", Unaligned::new, "windowsAreAlignedToTheEpoch"),
                Broken.of("puts the boundary into the window before", ClosedAtTheEnd::new, "windowsAreHalfOpen"),
                Broken.of(
                        "leaves out packets out of order",
                        () -> new Wrapped() {
                            private long highest;

                            @Override
                            public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
                                long time = packet.timestampNanos();
                                if (time + PANE / 2 > highest && time / PANE >= highest / PANE) {
                                    super.onPacket(packet, connection, change);
                                }
                                highest = Math.max(highest, time);
                            }
                        },
                        "packetsOutOfOrderCountInTheirOwnWindow"),
                Broken.of("gives a row of zeros after a long silence", FillsGaps::new, "aGapHasNoRows"));
    }

    private static List<Broken<WindowAggregator>> closing() {
        return List.of(
                Broken.of(
                        "gives long windows first",
                        () -> new Wrapped() {
                            @Override
                            public void close(long endNanos, RowSink sink) {
                                List<FeatureVector> rows = new ArrayList<>();
                                super.close(endNanos, rows::add);
                                rows.sort(Comparator.comparing(FeatureVector::seconds));
                                rows.forEach(sink::onRow);
                            }
                        },
                        "earlierWindowsCloseFirstAndThenShorterOnes"),
                Broken.of(
                        "closes a nanosecond early",
                        () -> new Wrapped() {
                            @Override
                            public void close(long endNanos, RowSink sink) {
                                super.close(endNanos + 1, sink);
                            }
                        },
                        "closeGivesWhatHasEndedAndNothingElse"),
                Broken.of("waits with the longest windows", WaitsLonger::new, "theNextCloseIsTheEarliestEnd"),
                Broken.of("gives its last rows again", GivesAgain::new, "closingAgainOrEarlierGivesNothing"),
                Broken.of(
                        "keeps to the time when it was due",
                        ReopensWindows::new,
                        "aChangeDueInAClosedWindowCountsInTheFirstOpenOne"));
    }

    private static List<Broken<WindowAggregator>> counts() {
        return List.of(
                Broken.of(
                        "counts a window as opened when it closes",
                        () -> new Wrapped() {
                            @Override
                            public AggregatorStats stats() {
                                AggregatorStats stats = super.stats();
                                return AggregatorStats.of(
                                        stats.windowsClosed(), stats.windowsClosed(), stats.keys(), 0);
                            }
                        },
                        "everyWindowOpenedIsClosed"),
                Broken.of(
                        "keeps connections that have gone",
                        () -> new Wrapped() {
                            @Override
                            public void onRemoved(Connection connection) {}
                        },
                        "aKeyWithoutConnectionsAndWindowsIsForgotten"),
                Broken.of("counts packets of others", SharesACount::new, "aggregatorsShareNothing"));
    }

    /** One more row, under another address, for a source that sent a single packet. */
    private static final class GivesASummary extends Wrapped {
        @Override
        void give(FeatureVector row, RowSink sink) {
            sink.onRow(row);
            if (row.seconds() == 180
                    && row.kind() == KeyKind.SOURCE
                    && row.get("udp_count") == 1
                    && row.get("byte_count") == 52) {
                madeUp++;
                sink.onRow(new FeatureVector(
                        row.kind(),
                        io.nta.packet.IpAddress.parse("0.0.0.0"),
                        row.startNanos(),
                        row.seconds(),
                        row.firstPacketNanos(),
                        row.lastPacketNanos(),
                        row.toArray(),
                        row.context()));
            }
        }
    }

    private static final class GivesTwice extends Wrapped {
        @Override
        void give(FeatureVector row, RowSink sink) {
            sink.onRow(row);
            if (row.seconds() == 180 && row.get("icmp_count") > 50) {
                madeUp++;
                sink.onRow(row);
            }
        }
    }

    private static final class OneArray extends Wrapped {
        private final double[] values = new double[FeatureCatalogue.size()];

        @Override
        void give(FeatureVector row, RowSink sink) {
            boolean own = row.seconds() == 180 && row.kind() == KeyKind.TARGET && row.firstPacketNanos() % NANOS == 0;
            if (own) {
                System.arraycopy(row.toArray(), 0, values, 0, values.length);
            }
            sink.onRow(own ? with(row, row.startNanos(), row.firstPacketNanos(), values) : row);
        }
    }

    private static final class Unaligned extends Wrapped {
        @Override
        void give(FeatureVector row, RowSink sink) {
            boolean alone = row.get("packet_count") == 1 && row.firstPacketNanos() % 1_000_000_000L == 400_000_000L;
            sink.onRow(alone ? with(row, row.firstPacketNanos(), row.firstPacketNanos(), row.toArray()) : row);
        }
    }

    private static final class ClosedAtTheEnd extends Wrapped {
        @Override
        void give(FeatureVector row, RowSink sink) {
            boolean boundary = row.seconds() == 5
                    && row.firstPacketNanos() == row.startNanos()
                    && row.get("packet_count") == 1
                    && row.startNanos() % (30 * 1_000_000_000L) == PANE;
            sink.onRow(boundary ? with(row, "packet_count", 0) : row);
        }
    }

    private static final class FillsGaps extends Wrapped {
        private long lastEnd;

        @Override
        void give(FeatureVector row, RowSink sink) {
            if (lastEnd != 0 && row.startNanos() - lastEnd > 86_400L * 30 * 1_000_000_000L) {
                madeUp++;
                sink.onRow(with(row, lastEnd, lastEnd, new double[FeatureCatalogue.size()]));
            }
            lastEnd = row.endNanos();
            sink.onRow(row);
        }
    }

    private static final class WaitsLonger extends Wrapped {
        private int packets;

        @Override
        public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
            packets++;
            super.onPacket(packet, connection, change);
        }

        @Override
        public long nextCloseNanos() {
            long next = super.nextCloseNanos();
            return packets == 1 && next != Long.MAX_VALUE && next % (180 * NANOS) == 0 ? next + PANE : next;
        }
    }

    private static final class GivesAgain extends Wrapped {
        private final List<FeatureVector> last = new ArrayList<>();
        private long lastEnd = Long.MIN_VALUE;

        @Override
        public void close(long endNanos, RowSink sink) {
            if (endNanos <= lastEnd) {
                last.forEach(sink::onRow);
                return;
            }
            lastEnd = endNanos;
            last.clear();
            super.close(endNanos, row -> {
                last.add(row);
                sink.onRow(row);
            });
        }
    }

    /** Rows of changes that come after their window has closed get that window. */
    private static final class ReopensWindows extends Wrapped {
        private long closedThrough = Long.MIN_VALUE;
        private long due;

        @Override
        public void onChange(Connection connection, ConnectionChange change) {
            due = change.timeNanos() < closedThrough ? change.timeNanos() : 0;
            super.onChange(connection, change);
        }

        @Override
        public void close(long endNanos, RowSink sink) {
            closedThrough = Math.max(closedThrough, endNanos);
            super.close(endNanos, sink);
        }

        @Override
        void give(FeatureVector row, RowSink sink) {
            boolean late = due != 0 && row.get("packet_count") == 0 && row.seconds() == 5;
            sink.onRow(late ? with(row, WindowSize.FIVE_SECONDS.startOf(due), due, row.toArray()) : row);
        }
    }

    /** Takes packets of others for its own when it is not alone. */
    private static final class SharesACount extends Wrapped {
        private static @Nullable WindowAggregator last;
        private boolean begun;
        private boolean shared;

        @Override
        public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
            shared |= begun && last != this;
            begun = true;
            last = this;
            super.onPacket(packet, connection, change);
        }

        @Override
        void give(FeatureVector row, RowSink sink) {
            sink.onRow(shared ? with(row, "packet_count", row.get("packet_count") + 1) : row);
        }
    }
}
