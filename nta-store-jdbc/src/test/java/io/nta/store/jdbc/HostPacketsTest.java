package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpAddress;
import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.HostQuery;
import io.nta.store.jdbc.read.HostTraffic;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredPacket;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets and sums of hosts that are there seldom, often and never, over half a day that begins before the epoch, against a search through all packets. */
class HostPacketsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int PACKETS = 3_000;

    @TempDir
    private Path folder;

    private static List<PacketRecord> halfADay() {
        return new MadePackets(5, -20_000 * SECOND, 15 * SECOND, false).next(PACKETS);
    }

    private static boolean has(PacketRecord packet, IpAddress host) {
        return packet.source().equals(host) || packet.destination().equals(host);
    }

    /** Returns the seldom seen of all hosts, one in the middle, the one that is seen most, and one that isn't there. */
    private static List<IpAddress> hosts(List<PacketRecord> packets) {
        Map<IpAddress, Integer> seen = new HashMap<>();
        for (PacketRecord packet : packets) {
            seen.merge(packet.source(), 1, Integer::sum);
            seen.merge(packet.destination(), 1, Integer::sum);
        }
        List<IpAddress> hosts = new ArrayList<>(seen.keySet());
        hosts.sort(Comparator.comparing((IpAddress host) -> seen.get(host)).thenComparing(Function.identity()));
        return List.of(
                hosts.get(0),
                hosts.get(hosts.size() / 2),
                hosts.get(hosts.size() - 1),
                IpAddress.parse("198.51.100.1"));
    }

    private static List<PacketRecord> byPages(JdbcFeatureStore store, TimeRange range, IpAddress host)
            throws IOException {
        List<PacketRecord> all = new ArrayList<>();
        String after = null;
        do {
            Page<StoredPacket> page = store.reader().packets(new PacketQuery(range, host, null, null, 7, after));
            page.items().forEach(packet -> all.add(packet.packet()));
            after = page.next();
        } while (after != null);
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void packetsOfAHostAreThoseThatHaveIt(TestDatabase database) throws IOException {
        List<PacketRecord> packets = halfADay();
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.append(new RecordBatch("a", null, packets));
            TimeRange cut = new TimeRange(
                    packets.get(500).timestampNanos(), packets.get(2_600).timestampNanos());
            for (IpAddress host : hosts(packets)) {
                for (TimeRange range : List.of(TimeRange.ALL, cut)) {
                    assertThat(byPages(store, range, host))
                            .as("%s in %s", host, range)
                            .isEqualTo(packets.stream()
                                    .filter(packet -> has(packet, host))
                                    .filter(packet -> packet.timestampNanos() >= range.startNanos()
                                            && packet.timestampNanos() < range.endNanos())
                                    .sorted(Comparator.comparingLong(PacketRecord::timestampNanos)
                                            .reversed())
                                    .toList());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsOfAHostAreThoseOfItsPackets(TestDatabase database) throws IOException {
        List<PacketRecord> packets = halfADay();
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.append(new RecordBatch("a", null, packets));
            for (IpAddress host : hosts(packets)) {
                HostTraffic traffic = store.reader().host(new HostQuery(host, TimeRange.ALL, 1_000));
                Map<String, Long> sendsTo = packets.stream()
                        .filter(packet -> packet.source().equals(host))
                        .collect(Collectors.groupingBy(
                                packet -> packet.destination().toString(), Collectors.counting()));
                assertThat(traffic.sendsTo().stream()
                                .collect(Collectors.toMap(value -> value.value(), value -> value.packets())))
                        .as("%s sends to", host)
                        .isEqualTo(sendsTo);
                assertThat(traffic.packetsSent())
                        .isEqualTo(sendsTo.values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
                assertThat(traffic.packetsReceived())
                        .isEqualTo(packets.stream()
                                .filter(packet -> packet.destination().equals(host))
                                .count());
            }
        }
    }

    /** Whatever bound the lists have: what they count is what they say they count, and no less than the bound allows. */
    @ParameterizedTest
    @EnumSource
    void listsCountThePacketsSinceTheTimeThatTheyTell(TestDatabase database) throws IOException {
        List<PacketRecord> packets = halfADay();
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.append(new RecordBatch("a", null, packets.subList(0, 1_800)));
            store.append(new RecordBatch("b", null, packets.subList(1_800, PACKETS)));
            TimeRange cut = new TimeRange(
                    packets.get(500).timestampNanos(), packets.get(2_600).timestampNanos());
            for (IpAddress host : hosts(packets)) {
                for (TimeRange range : List.of(TimeRange.ALL, cut)) {
                    for (int bound : new int[] {1, 2, 7, 60, 600, PACKETS}) {
                        check(store, packets, new HostQuery(host, range, 1_000, bound));
                    }
                }
            }
        }
    }

    private static void check(JdbcFeatureStore store, List<PacketRecord> packets, HostQuery query) throws IOException {
        HostTraffic traffic = store.reader().host(query);
        List<PacketRecord> within = packets.stream()
                .filter(packet -> packet.timestampNanos() >= query.range().startNanos()
                        && packet.timestampNanos() < query.range().endNanos())
                .toList();
        List<PacketRecord> sent = of(within, query.host(), PacketRecord::source);
        List<PacketRecord> received = of(within, query.host(), PacketRecord::destination);
        assertThat(traffic.packetsSent()).as("%s", query).isEqualTo(sent.size());
        assertThat(traffic.bytesSent()).isEqualTo(bytes(sent));
        assertThat(traffic.packetsReceived()).isEqualTo(received.size());
        assertThat(traffic.bytesReceived()).isEqualTo(bytes(received));
        Set<Long> minutes = within.stream()
                .filter(packet -> has(packet, query.host()))
                .map(HostPacketsTest::minute)
                .collect(Collectors.toSet());
        long inItsMinutes = within.stream()
                .filter(packet -> minutes.contains(minute(packet)))
                .count();
        long from = traffic.listsFrom() == null
                ? Long.MIN_VALUE
                : TimeRange.of(traffic.listsFrom(), Instant.ofEpochSecond(1_000_000))
                        .startNanos();
        assertThat(traffic.listsFrom() == null).as("all of %s", query).isEqualTo(inItsMinutes <= query.packets());
        long read = within.stream()
                .filter(packet -> packet.timestampNanos() >= from && minutes.contains(minute(packet)))
                .count();
        assertThat(read).as("read for %s", query).isEqualTo(Math.min(inItsMinutes, query.packets()));
        assertThat(counts(traffic.sendsTo())).isEqualTo(since(from, sent, PacketRecord::destination));
        assertThat(counts(traffic.receivesFrom())).isEqualTo(since(from, received, PacketRecord::source));
    }

    private static long minute(PacketRecord packet) {
        return Math.floorDiv(packet.timestampNanos(), 60 * SECOND);
    }

    private static List<PacketRecord> of(
            List<PacketRecord> packets, IpAddress host, Function<PacketRecord, IpAddress> side) {
        return packets.stream()
                .filter(packet -> side.apply(packet).equals(host))
                .toList();
    }

    private static long bytes(List<PacketRecord> packets) {
        return packets.stream().mapToLong(PacketRecord::length).sum();
    }

    private static Map<String, Long> counts(List<TopValue> list) {
        return list.stream().collect(Collectors.toMap(TopValue::value, TopValue::packets));
    }

    private static Map<String, Long> since(
            long from, List<PacketRecord> packets, Function<PacketRecord, IpAddress> peer) {
        return packets.stream()
                .filter(packet -> packet.timestampNanos() >= from)
                .collect(Collectors.groupingBy(packet -> peer.apply(packet).toString(), Collectors.counting()));
    }
}
