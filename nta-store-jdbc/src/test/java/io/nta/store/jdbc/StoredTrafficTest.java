package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.packet.IpAddress;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketRecord.Protocol;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.Dimension;
import io.nta.store.jdbc.read.HostQuery;
import io.nta.store.jdbc.read.HostTraffic;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredPacket;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopQuery;
import io.nta.store.jdbc.read.TopValue;
import io.nta.store.jdbc.read.Traffic;
import io.nta.store.jdbc.read.TrafficPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of stored packets, against the same packets counted one by one in memory. */
class StoredTrafficTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void packetsComeBackAsTheyWere(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            RecordBatch batch = MadePackets.batch("a", 1, 500);
            assertThat(store.append(batch)).isTrue();
            List<PacketRecord> stored = all(store, PacketQuery.newest(TimeRange.ALL, 100));
            List<PacketRecord> expected = new ArrayList<>(batch.packets());
            java.util.Collections.reverse(expected);
            assertThat(stored).isEqualTo(expected);
        }
    }

    private static List<PacketRecord> all(JdbcFeatureStore store, PacketQuery first) throws IOException {
        List<PacketRecord> all = new ArrayList<>();
        PacketQuery query = first;
        while (true) {
            Page<StoredPacket> page = store.reader().packets(query);
            page.items().forEach(packet -> all.add(packet.packet()));
            if (page.next() == null) {
                return all;
            }
            assertThat(page.items()).hasSize(first.limit());
            query = new PacketQuery(
                    first.range(), first.host(), first.protocol(), first.port(), first.limit(), page.next());
        }
    }

    @ParameterizedTest
    @EnumSource
    void packetsAreFilteredByHostProtocolPortAndTime(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            List<PacketRecord> packets = new MadePackets(2, MadePackets.START, 10_000_000, true).next(6_000);
            store.append(new RecordBatch("a", null, packets));
            PacketRecord some = packets.stream()
                    .filter(packet -> packet.dns() != null && packet.source().isIpv4())
                    .findFirst()
                    .orElseThrow();
            TimeRange range = new TimeRange(
                    packets.get(300).timestampNanos(), packets.get(5_500).timestampNanos());
            List<PacketRecord> expected = packets.stream()
                    .filter(packet ->
                            packet.timestampNanos() >= range.startNanos() && packet.timestampNanos() < range.endNanos())
                    .filter(packet -> packet.source().equals(some.source())
                            || packet.destination().equals(some.source()))
                    .filter(packet -> packet.protocol() == Protocol.UDP)
                    .filter(packet ->
                            packet.ports().source() == 53 || packet.ports().destination() == 53)
                    .sorted((a, b) -> Long.compare(b.timestampNanos(), a.timestampNanos()))
                    .toList();
            assertThat(expected).hasSizeGreaterThan(1);
            assertThat(all(store, new PacketQuery(range, some.source(), "UDP", 53, 1, null)))
                    .isEqualTo(expected);
        }
    }

    /** Any range: whole hours, whole minutes, cut ones, ones within a minute; before the epoch, too; packets late and out of order. */
    @ParameterizedTest
    @EnumSource
    void sumsAreThoseOfThePacketsInAnyRange(TestDatabase database) throws IOException {
        for (long start : new long[] {MadePackets.START - 1_234_567_890_123L, -7_000L * SECOND}) {
            try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
                List<PacketRecord> packets = new ArrayList<>();
                MadePackets made = new MadePackets(3, start, 4 * SECOND, false);
                for (int i = 0; i < 12; i++) {
                    List<PacketRecord> batch = made.next(300);
                    packets.addAll(batch);
                    store.append(new RecordBatch("b" + i, null, batch));
                }
                Random random = new Random(5);
                long first = packets.get(0).timestampNanos();
                long last = packets.get(packets.size() - 1).timestampNanos();
                long[] units = {1, SECOND, 60 * SECOND, 3_600 * SECOND};
                for (int i = 0; i < 60; i++) {
                    long unit = units[i % units.length];
                    long a = random.nextLong(first - 100 * SECOND, last) / unit * unit;
                    long b = a + Math.max(1, random.nextLong(last - first) / unit) * unit;
                    check(store, packets, new TimeRange(a, b), random);
                }
                check(store, packets, TimeRange.ALL, random);
            }
        }
    }

    private static void check(JdbcFeatureStore store, List<PacketRecord> all, TimeRange range, Random random)
            throws IOException {
        List<PacketRecord> packets = all.stream()
                .filter(packet ->
                        packet.timestampNanos() >= range.startNanos() && packet.timestampNanos() < range.endNanos())
                .toList();
        Traffic traffic = store.reader().traffic(range);
        assertThat(traffic.packets()).isEqualTo(packets.size());
        assertThat(traffic.bytes())
                .isEqualTo(packets.stream().mapToLong(PacketRecord::length).sum());
        assertThat(traffic.protocolPackets().get("ICMP"))
                .isEqualTo(
                        packets.stream().filter(packet -> packet.icmp() != null).count());
        assertThat(traffic.protocolPackets().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(packets.size());
        assertThat(traffic.sizes().values().stream().mapToLong(n -> n).sum()).isEqualTo(packets.size());
        assertThat(traffic.directions().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(packets.size());
        assertThat(traffic.flags().get("SYN-ACK"))
                .isEqualTo(packets.stream()
                        .filter(packet -> packet.tcp() != null && packet.tcp().flags() == 0x12)
                        .count());
        assertThat(traffic.dnsAnswers())
                .isEqualTo(packets.stream()
                        .filter(packet -> packet.dns() != null && packet.dns().response())
                        .mapToLong(packet -> packet.dns().answerCount())
                        .sum());
        boolean byBytes = random.nextBoolean();
        top(
                store,
                packets,
                range,
                byBytes,
                Dimension.SOURCE,
                packet -> packet.source().toString());
        top(
                store,
                packets,
                range,
                byBytes,
                Dimension.DESTINATION,
                packet -> packet.destination().toString());
        top(
                store,
                packets,
                range,
                byBytes,
                Dimension.PORT,
                packet -> packet.ports() == null
                        ? null
                        : String.valueOf(
                                Math.min(packet.ports().source(), packet.ports().destination())));
        top(
                store,
                packets,
                range,
                byBytes,
                Dimension.DNS_NAME,
                packet -> packet.dns() == null || packet.dns().response()
                        ? null
                        : packet.dns().name());
        top(
                store,
                packets,
                range,
                byBytes,
                Dimension.DNS_TYPE,
                packet -> packet.dns() == null || packet.dns().response()
                        ? null
                        : String.valueOf(packet.dns().type()));
        for (int step : new int[] {17, 60, 300, 3_600, 7_200}) {
            Map<Long, Long> counts = packets.stream()
                    .collect(Collectors.groupingBy(
                            packet -> Math.floorDiv(packet.timestampNanos(), step * SECOND) * step,
                            Collectors.counting()));
            Map<Long, Long> found = store.reader().history(range, Duration.ofSeconds(step)).stream()
                    .collect(Collectors.toMap(point -> point.start().getEpochSecond(), TrafficPoint::packets));
            assertThat(found).isEqualTo(counts);
        }
    }

    private static void top(
            JdbcFeatureStore store,
            List<PacketRecord> packets,
            TimeRange range,
            boolean byBytes,
            Dimension dimension,
            Function<PacketRecord, String> value)
            throws IOException {
        Map<String, long[]> counts = new HashMap<>();
        for (PacketRecord packet : packets) {
            String text = value.apply(packet);
            if (text != null) {
                long[] count = counts.computeIfAbsent(text, key -> new long[2]);
                count[0]++;
                count[1] += packet.length();
            }
        }
        int by = byBytes ? 1 : 0;
        List<TopValue> expected = counts.entrySet().stream()
                .sorted((a, b) -> a.getValue()[by] != b.getValue()[by]
                        ? Long.compare(b.getValue()[by], a.getValue()[by])
                        : a.getKey().compareTo(b.getKey()))
                .limit(10)
                .map(entry -> new TopValue(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .toList();
        assertThat(store.reader().top(new TopQuery(dimension, range, byBytes, 10)))
                .isEqualTo(expected);
    }

    /** A minute is answered from sums that were counted in Java; its parts from packets, by SQL. */
    @ParameterizedTest
    @EnumSource
    void everySumOfAMinuteIsThatOfItsPackets(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            List<PacketRecord> packets =
                    new ArrayList<>(new MadePackets(6, MadePackets.START, 20_000_000, false).next(2_000));
            int[] lengths = {0, 63, 64, 127, 128, 255, 256, 511, 512, 1_023, 1_024, 1_518, 1_519, 65_535};
            for (int i = 0; i < lengths.length; i++) {
                packets.set(i, MadePackets.ofLength(packets.get(i), lengths[i]));
            }
            store.append(new RecordBatch("a", null, packets));
            long start = MadePackets.START;
            Traffic minute = store.reader().traffic(new TimeRange(start, start + 60 * SECOND));
            Traffic early = store.reader().traffic(new TimeRange(start, start + 17 * SECOND));
            Traffic late = store.reader().traffic(new TimeRange(start + 17 * SECOND, start + 60 * SECOND));
            assertThat(minute.packets()).isEqualTo(packets.size());
            assertThat(late.packets()).isPositive();
            List<Long> whole = sums(minute);
            assertThat(whole).hasSize(34).allMatch(sum -> sum > 0);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(sums(early).get(i) + sums(late).get(i))
                        .as("sum %d", i)
                        .isEqualTo(whole.get(i));
            }
        }
    }

    private static List<Long> sums(Traffic traffic) {
        List<Long> sums = new ArrayList<>(List.of(
                traffic.packets(),
                traffic.bytes(),
                traffic.dnsQueries(),
                traffic.dnsResponses(),
                traffic.dnsAnswers(),
                traffic.dnsAnswerBytes()));
        sums.addAll(traffic.protocolPackets().values());
        sums.addAll(traffic.protocolBytes().values());
        sums.addAll(traffic.sizes().values());
        sums.addAll(traffic.flags().values());
        sums.addAll(traffic.directions().values());
        return sums;
    }

    @ParameterizedTest
    @EnumSource
    void aBatchOfAKnownIdChangesNothing(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        RecordBatch batch = MadePackets.batch("a", 1, 100);
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            assertThat(store.append(batch)).isTrue();
            assertThat(store.append(batch)).isFalse();
        }
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            assertThat(store.append(batch)).isFalse();
            assertThat(store.reader().totals().packets()).isEqualTo(100);
            assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(100);
            assertThat(store.stats().written().knownBatches()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHistoryOfTooManyStepsIsRefused(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.append(new RecordBatch("a", null, new MadePackets(1, 0, 5 * SECOND, false).next(4_000)));
            assertThatThrownBy(() -> store.reader().history(TimeRange.ALL, Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostsSumsAreThoseOfItsPackets(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            List<PacketRecord> packets = new MadePackets(4, MadePackets.START, 10_000_000, false).next(4_000);
            store.append(new RecordBatch("a", null, packets));
            IpAddress host = packets.subList(100, 3_900).stream()
                    .filter(packet -> packet.dns() != null && !packet.dns().response())
                    .findFirst()
                    .orElseThrow()
                    .source();
            TimeRange range = new TimeRange(
                    packets.get(100).timestampNanos(), packets.get(3_900).timestampNanos());
            List<PacketRecord> within = packets.subList(100, 3_900);
            List<PacketRecord> sent = within.stream()
                    .filter(packet -> packet.source().equals(host))
                    .toList();
            List<PacketRecord> received = within.stream()
                    .filter(packet -> packet.destination().equals(host))
                    .toList();
            List<PacketRecord> either = within.stream()
                    .filter(packet ->
                            packet.source().equals(host) || packet.destination().equals(host))
                    .filter(packet -> packet.ports() != null)
                    .toList();
            List<PacketRecord> asked = sent.stream()
                    .filter(packet -> packet.dns() != null && !packet.dns().response())
                    .toList();
            HostTraffic expected = new HostTraffic(
                    sent.size(),
                    sent.stream().mapToLong(PacketRecord::length).sum(),
                    received.size(),
                    received.stream().mapToLong(PacketRecord::length).sum(),
                    null,
                    ranked(sent, packet -> packet.destination().toString()),
                    ranked(received, packet -> packet.source().toString()),
                    ranked(
                            either,
                            packet -> String.valueOf(Math.min(
                                    packet.ports().source(), packet.ports().destination()))),
                    ranked(asked, packet -> packet.dns().name()));
            assertThat(expected.names()).isNotEmpty();
            assertThat(store.reader().host(new HostQuery(host, range, 5))).isEqualTo(expected);
        }
    }

    private static List<TopValue> ranked(List<PacketRecord> packets, Function<PacketRecord, String> value) {
        return packets.stream().collect(Collectors.groupingBy(value)).entrySet().stream()
                .map(group -> new TopValue(
                        group.getKey(),
                        group.getValue().size(),
                        group.getValue().stream()
                                .mapToLong(PacketRecord::length)
                                .sum()))
                .sorted(java.util.Comparator.comparingLong(TopValue::packets)
                        .reversed()
                        .thenComparing(TopValue::value))
                .limit(5)
                .toList();
    }
}
