package io.nta.tck;

import static io.nta.tck.Contract.require;
import static io.nta.tck.Contract.requireSame;
import static io.nta.tck.Contract.verify;
import static io.nta.tck.MadeTraffic.nanos;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.spi.AggregatorStats;
import io.nta.spi.WindowAggregator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link WindowAggregator}, to be extended by the test of an aggregator. */
public abstract class WindowAggregatorTck {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final long MAC = 0x02_00_00_00_00_0AL;
    private static final int[] LENGTHS = {5, 30, 180};
    private static final int PORT = 53;
    private static final int SYN = 2;
    private static final int SYN_ACK = 0x12;
    private static final int ACK = 0x10;
    private static final long DAY = 86_400;

    private static final Comparator<FeatureVector> BY_END_THEN_LENGTH =
            Comparator.comparing(FeatureVector::endNanos).thenComparing(FeatureVector::seconds);

    /** For the test that extends it. */
    protected WindowAggregatorTck() {}

    /** Returns a new aggregator, with default limits, each time. */
    protected abstract WindowAggregator create();

    private AggregatorLine line() {
        return new AggregatorLine(create());
    }

    private static MadeTraffic one(double second) {
        return new MadeTraffic().at(second).udp(CLIENT, 4_000, SERVER, PORT, 10);
    }

    // --- Rows --------------------------------------------------------------------------------------------------------

    @Test
    public final void aPacketHasARowOfEachLengthForBothEndsOfItsConnection() {
        verify("that a packet counts for the initiator as SOURCE and the responder as TARGET, whoever sent it", () -> {
            List<FeatureVector> rows = line().feed(one(1)).finish();
            for (int length : LENGTHS) {
                WindowScene.row(rows, KeyKind.SOURCE, CLIENT, length, 0);
                WindowScene.row(rows, KeyKind.TARGET, SERVER, length, 0);
            }
            requireSame(rows.size(), 2 * LENGTHS.length, "the number of rows of one packet");
        });
    }

    @Test
    public final void anArpPacketHasRowsOfItsSenderAndItsTarget() {
        verify("onArp(): the sender protocol address is the SOURCE, the target protocol address the TARGET", () -> {
            List<FeatureVector> rows = line().feed(new MadeTraffic().at(1).arp(1, MAC, CLIENT, SERVER))
                    .finish();
            for (int length : LENGTHS) {
                FeatureVector source = WindowScene.row(rows, KeyKind.SOURCE, CLIENT, length, 0);
                FeatureVector target = WindowScene.row(rows, KeyKind.TARGET, SERVER, length, 0);
                requireSame(source.get("arp_count"), 1.0, "arp_count of the sender");
                requireSame(target.get("arp_count"), 1.0, "arp_count of the target");
            }
        });
    }

    @Test
    public final void aChangeWithoutAPacketHasARow() {
        verify("onChange(): what time alone changes, such as a connection that times out, concerns both ends", () -> {
            MadeTraffic handshake = new MadeTraffic().at(1).tcp(CLIENT, 4_000, SERVER, 80, SYN, 0);
            handshake.tcp(SERVER, 80, CLIENT, 4_000, SYN_ACK, 0).tcp(CLIENT, 4_000, SERVER, 80, ACK, 0);
            List<FeatureVector> rows =
                    line().feed(handshake).advance(nanos(2_000)).rows();
            // The default timeout of an established connection is 600 s: the window that holds second 601.
            FeatureVector source = WindowScene.row(rows, KeyKind.SOURCE, CLIENT, 5, 600);
            WindowScene.row(rows, KeyKind.TARGET, SERVER, 5, 600);
            requireSame(source.get("packet_count"), 0.0, "packet_count of a window without a packet");
        });
    }

    @Test
    public final void aKeyHasAtMostOneRowForAWindow() {
        verify("that a window that has closed is not opened again", () -> {
            List<String> keys = line().feed(WindowScene.busy()).finish().stream()
                    .map(WindowScene::key)
                    .toList();
            List<String> twice = new ArrayList<>(keys);
            keys.stream().distinct().forEach(twice::remove);
            require(twice.isEmpty(), () -> "there are several rows of " + twice);
        });
    }

    @Test
    public final void everyRowHasAFiniteValueForEachFeature() {
        verify("that rows come from FeatureCatalogue.read, or that no ratio in them divides by a count of 0", () -> {
            // Long after the last packet time still closes connections: rows without a packet.
            for (FeatureVector row :
                    line().feed(WindowScene.busy()).advance(nanos(2_000)).finish()) {
                double[] values = row.toArray();
                for (int i = 0; i < values.length; i++) {
                    int at = i;
                    require(
                            Double.isFinite(values[i]),
                            () -> FeatureCatalogue.features().get(at).name() + " is " + values[at] + " in "
                                    + WindowScene.key(row));
                }
            }
        });
    }

    @Test
    public final void packetsAndBytesOfTheInitiatorAreCounted() {
        verify(
                "packet_count and byte_count: packets of the initiator, their wireLength(), and no view kept after onPacket()",
                () -> {
                    MadeTraffic traffic =
                            one(0).at(1).udp(CLIENT, 4_000, SERVER, PORT, 100).udp(SERVER, PORT, CLIENT, 4_000, 500);
                    List<FeatureVector> rows = line().feed(traffic).finish();
                    for (int length : LENGTHS) {
                        FeatureVector row = WindowScene.row(rows, KeyKind.TARGET, SERVER, length, 0);
                        requireSame(row.get("packet_count"), 2.0, "packet_count");
                        requireSame(row.get("byte_count"), 52.0 + 142.0, "byte_count");
                        requireSame(row.get("reverse_byte_count"), 542.0, "reverse_byte_count");
                    }
                });
    }

    @Test
    public final void aRowKnowsItsFirstAndItsLastPacket() {
        verify("firstPacketNanos and lastPacketNanos of the row", () -> {
            List<FeatureVector> rows = line().feed(one(6).at(7.5).udp(CLIENT, 4_000, SERVER, PORT, 10))
                    .finish();
            for (int length : LENGTHS) {
                FeatureVector row = WindowScene.row(rows, KeyKind.SOURCE, CLIENT, length, length == 5 ? 5 : 0);
                requireSame(row.firstPacketNanos(), nanos(6), "firstPacketNanos");
                requireSame(row.lastPacketNanos(), nanos(7.5), "lastPacketNanos");
            }
        });
    }

    @Test
    public final void rowsStayAsTheyWereGiven() {
        verify("that each row has an array of its own: it goes to another thread", () -> {
            List<FeatureVector> rows = new ArrayList<>();
            List<String> whenGiven = new ArrayList<>();
            WindowAggregator aggregator = create();
            AggregatorLine line =
                    new AggregatorLine(aggregator).feed(one(1)).feed(one(3).udp(SERVER, 9, CLIENT, 9, 900));
            for (long next = aggregator.nextCloseNanos(); next != Long.MAX_VALUE; next = aggregator.nextCloseNanos()) {
                aggregator.close(next, row -> {
                    rows.add(row);
                    whenGiven.add(row.toString());
                });
            }
            line.feed(one(DAY)).finish();
            requireSame(rows.stream().map(FeatureVector::toString).toList(), whenGiven, "what the rows say later");
        });
    }

    // --- Windows -----------------------------------------------------------------------------------------------------

    @Test
    public final void windowsAreAlignedToTheEpoch() {
        verify("that a window starts at a multiple of its length since 1970, not at the first packet", () -> {
            for (FeatureVector row : line().feed(one(123.4)).finish()) {
                require(
                        row.startNanos() % (row.seconds() * 1_000_000_000L) == 0,
                        () -> "a window of " + row.seconds() + " s starts at " + row.start());
            }
        });
    }

    @Test
    public final void windowsAreHalfOpen() {
        verify("that a packet at a window's end belongs to the next window (>=, not >)", () -> {
            MadeTraffic traffic = one(0).atNanos(nanos(5) - 1).udp(CLIENT, 4_000, SERVER, PORT, 10);
            List<FeatureVector> rows = line().feed(traffic.at(5).udp(CLIENT, 4_000, SERVER, PORT, 10))
                    .finish();
            FeatureVector first = WindowScene.row(rows, KeyKind.SOURCE, CLIENT, 5, 0);
            FeatureVector second = WindowScene.row(rows, KeyKind.SOURCE, CLIENT, 5, 5);
            requireSame(first.get("packet_count"), 2.0, "packet_count of the window before");
            requireSame(second.get("packet_count"), 1.0, "packet_count of the window that starts then");
        });
    }

    @Test
    public final void foldingTheShortWindowsGivesTheLongOne() {
        verify(
                "that long windows merge the state of short ones: sums add up, the largest stays, and gauges are the last",
                () -> {
                    List<FeatureVector> rows = line().feed(WindowScene.busy()).finish();
                    for (FeatureVector row : rows) {
                        if (row.seconds() > 5) {
                            List<FeatureVector> parts = WindowScene.partsOf(row, rows);
                            for (Feature feature : FeatureCatalogue.features()) {
                                WindowScene.requireFolded(feature, row, parts);
                            }
                        }
                    }
                });
    }

    @Test
    public final void packetsOutOfOrderCountInTheirOwnWindow() {
        verify("that a window stays open until it is closed, also when packets of the next have come", () -> {
            MadeTraffic traffic = one(4).at(6).udp(CLIENT, 4_000, SERVER, PORT, 10);
            List<FeatureVector> rows = line().feed(traffic.at(4.5).udp(CLIENT, 4_000, SERVER, PORT, 10))
                    .finish();
            requireSame(
                    WindowScene.row(rows, KeyKind.SOURCE, CLIENT, 5, 0).get("packet_count"),
                    2.0,
                    "packet_count of the earlier window");
        });
    }

    @Test
    public final void aGapHasNoRows() {
        verify("that windows in which nothing happened are skipped, neither given nor stepped through", () -> {
            AggregatorLine line = line().feed(one(0));
            line.feed(one(DAY * 365));
            requireSame(line.finish().size(), 2 * 2 * LENGTHS.length, "the number of rows of two packets a year apart");
        });
    }

    // --- Closing -----------------------------------------------------------------------------------------------------

    @Test
    public final void earlierWindowsCloseFirstAndThenShorterOnes() {
        verify("the order in which close() gives rows, also when it closes many windows at once", () -> {
            WindowAggregator aggregator = create();
            new AggregatorLine(aggregator).feed(one(28)).feed(one(31));
            List<FeatureVector> rows = new ArrayList<>();
            aggregator.close(nanos(DAY), rows::add);
            List<FeatureVector> sorted = new ArrayList<>(rows);
            sorted.sort(BY_END_THEN_LENGTH);
            requireSame(ends(rows), ends(sorted), "the order of the rows");
        });
    }

    private static List<String> ends(List<FeatureVector> rows) {
        return rows.stream().map(row -> row.end() + " " + row.seconds() + " s").toList();
    }

    @Test
    public final void closeGivesWhatHasEndedAndNothingElse() {
        verify("that close() gives the windows with end <= endNanos: all of them, and no other", () -> {
            AggregatorLine line = line().feed(one(1)).feed(one(6));
            requireSame(ends(line.close(nanos(5) - 1)), List.of(), "what closes a nanosecond before the first end");
            requireSame(line.close(nanos(5)).size(), 2, "the number of rows when the first window ends");
            requireSame(line.close(nanos(29)).size(), 2, "the number of rows when the second window has ended");
            requireSame(line.close(nanos(30)).size(), 2, "the number of rows when the window of 30 s ends");
            requireSame(line.close(nanos(180)).size(), 2, "the number of rows when the window of 180 s ends");
        });
    }

    @Test
    public final void theNextCloseIsTheEarliestEnd() {
        verify("nextCloseNanos(): the least end of the open windows, Long.MAX_VALUE when there are none", () -> {
            WindowAggregator aggregator = create();
            requireSame(aggregator.nextCloseNanos(), Long.MAX_VALUE, "the next close before any packet");
            AggregatorLine line = new AggregatorLine(aggregator).feed(one(1));
            requireSame(aggregator.nextCloseNanos(), nanos(5), "the next close after a packet");
            line.close(nanos(5));
            requireSame(aggregator.nextCloseNanos(), nanos(30), "the next close when 5 s have closed");
            line.close(nanos(30));
            requireSame(aggregator.nextCloseNanos(), nanos(180), "the next close when 30 s have closed");
            line.close(nanos(180));
            requireSame(aggregator.nextCloseNanos(), Long.MAX_VALUE, "the next close when all have closed");
        });
    }

    @Test
    public final void closingAgainOrEarlierGivesNothing() {
        verify("that a window is forgotten when its rows are given", () -> {
            AggregatorLine line = line().feed(one(1));
            line.close(nanos(180));
            requireSame(ends(line.close(nanos(180))), List.of(), "what closes the second time");
            requireSame(ends(line.close(nanos(5))), List.of(), "what closes at an earlier time");
        });
    }

    @Test
    public final void aChangeDueInAClosedWindowCountsInTheFirstOpenOne() {
        verify("onChange() with a time before the last close(): that window's rows have been given", () -> {
            AggregatorLine line = line().feed(new MadeTraffic().at(1).tcp(CLIENT, 4_000, SERVER, 80, SYN, 0));
            line.close(nanos(180));
            // The attempt times out at second 61.
            line.advanceConnections(nanos(185));
            List<FeatureVector> rows = line.finish();
            require(
                    rows.subList(2 * LENGTHS.length, rows.size()).stream()
                            .allMatch(row -> row.startNanos() >= nanos(180)),
                    () -> "windows that had closed have further rows: " + ends(rows));
            WindowScene.row(rows, KeyKind.SOURCE, CLIENT, 5, 180);
        });
    }

    // --- Counts ------------------------------------------------------------------------------------------------------

    @Test
    public final void everyWindowOpenedIsClosed() {
        verify("stats(): each row counts once as opened, when it begins, and once as closed, when it is given", () -> {
            WindowAggregator aggregator = create();
            AggregatorLine line = new AggregatorLine(aggregator).feed(WindowScene.busy());
            AggregatorStats midway = aggregator.stats();
            requireSame(midway.windowsClosed(), (long) line.rows().size(), "windowsClosed midway");
            require(midway.windowsOpened() > midway.windowsClosed(), () -> "nothing is open midway: " + midway);
            line.finish();
            requireSame(aggregator.stats().windowsClosed(), (long) line.rows().size(), "windowsClosed");
            requireSame(aggregator.stats().windowsOpened(), (long) line.rows().size(), "windowsOpened");
        });
    }

    @Test
    public final void aKeyWithoutConnectionsAndWindowsIsForgotten() {
        verify("onRemoved(), and that a key's memory ends with its last connection and window", () -> {
            WindowAggregator aggregator = create();
            AggregatorLine line = new AggregatorLine(aggregator).feed(one(1));
            requireSame(aggregator.stats().keys(), 2L, "keys with a packet");
            line.advance(nanos(1_000)).finish();
            requireSame(aggregator.stats().keys(), 0L, "keys when all is over");
        });
    }

    // --- Streams -----------------------------------------------------------------------------------------------------

    @Test
    public final void theSameStreamGivesTheSameRows() {
        verify("clocks, random numbers and anything else that is not in the packets", () -> {
            List<FeatureVector> once = line().feed(WindowScene.busy()).finish();
            List<FeatureVector> again = line().feed(WindowScene.busy()).finish();
            requireSame(WindowScene.described(again), WindowScene.described(once), "what a second run gives");
        });
    }

    @Test
    public final void aggregatorsShareNothing() {
        verify("static fields", () -> {
            AggregatorLine one = line().feed(one(1));
            AggregatorLine other = line();
            other.feed(one(2));
            one.feed(one(3));
            requireSame(
                    WindowScene.row(one.finish(), KeyKind.SOURCE, CLIENT, 5, 0).get("packet_count"),
                    2.0,
                    "packet_count");
            requireSame(
                    WindowScene.row(other.finish(), KeyKind.SOURCE, CLIENT, 5, 0)
                            .get("packet_count"),
                    1.0,
                    "packet_count of another aggregator");
        });
    }
}
