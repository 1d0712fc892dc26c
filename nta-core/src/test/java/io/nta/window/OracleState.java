package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one key did in one window, kept as plainly as possible: sets are sets, lists are lists. Filled by {@link WindowOracle} with what falls into the window; never
 * merged.
 */
final class OracleState implements WindowState {
    /** One row: a key in a window. */
    record Row(KeyKind kind, IpAddress address, WindowSize size, long startNanos) {
        long endNanos() {
            return startNanos + size.nanos();
        }
    }

    /** What an ARP packet claimed. */
    record Binding(long mac, IpAddress address) {}

    /** What a change did to the gauges of a key. */
    record GaugeChange(
            long timeNanos, int open, long startMicros, int partial, int pending, int stalled, int blocked) {}

    private record Claim(long paneStart, long mac) {}

    /** What was asked for under one registered domain. */
    static final class Domain {
        final Set<String> names = new HashSet<>();
        long queries;
        long characters;
        long answerBytes;
        long carriers;

        long capacity() {
            return queries == 0 ? 0 : Math.round((double) names.size() * characters / queries);
        }
    }

    final Row row;
    final Map<Measure, Long> numbers = new EnumMap<>(Measure.class);
    final Map<Distinct, Set<Object>> sets = new EnumMap<>(Distinct.class);
    final Map<Tally, Map<IpAddress, Long>> peers = new EnumMap<>(Tally.class);
    final Set<Integer> tcpPorts = new TreeSet<>();
    final Set<Integer> udpPorts = new TreeSet<>();
    final Map<String, Domain> domains = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private Set<Binding> bindings = Set.of();
    private String topDomain;

    OracleState(Row row) {
        this.row = row;
    }

    void add(Measure measure, long amount) {
        numbers.merge(measure, amount, Long::sum);
    }

    void count(Measure measure, boolean when) {
        if (when) {
            add(measure, 1);
        }
    }

    void see(Distinct counter, Object value) {
        sets.computeIfAbsent(counter, c -> new HashSet<>()).add(value);
    }

    void weigh(Tally tally, IpAddress peer, long weight) {
        peers.computeIfAbsent(tally, t -> new HashMap<>()).merge(peer, weight, Long::sum);
    }

    /** Notes a packet of the key at that time, of whichever direction. */
    void packetAt(long timeNanos) {
        numbers.merge(Measure.FIRST_PACKET_NANOS, timeNanos, Math::min);
        numbers.merge(Measure.LAST_PACKET_NANOS, timeNanos, Math::max);
    }

    void claim(long timeNanos, long mac) {
        claims.add(new Claim(WindowSize.FIVE_SECONDS.startOf(timeNanos), mac));
    }

    /** The window has ended: its gauges are the sums of all changes since the stream began; its bindings are all that any key claimed in it. */
    void end(List<GaugeChange> sinceTheBeginning, Set<Binding> claimedInTheWindow) {
        for (GaugeChange change : sinceTheBeginning) {
            if (change.timeNanos() < row.endNanos()) {
                add(Measure.OPEN_CONNECTIONS, change.open());
                add(Measure.OPEN_START_MICROS, change.open() * change.startMicros());
                add(Measure.PARTIAL_REQUESTS, change.partial());
                add(Measure.PENDING_REQUESTS, change.pending());
                add(Measure.STALLED_REQUESTS, change.stalled());
                add(Measure.BLOCKED_CONNECTIONS, change.blocked());
            }
        }
        bindings = get(Measure.ARP_PACKETS) > 0 ? claimedInTheWindow : Set.of();
        // Changes of MAC are told in time order from pane to pane, and within a pane as the packets came.
        claims.sort(Comparator.comparingLong(Claim::paneStart));
        for (int i = 1; i < claims.size(); i++) {
            count(
                    Measure.CLAIM_CHANGES,
                    claims.get(i).mac() != claims.get(i - 1).mac());
        }
        topDomain = domains.entrySet().stream()
                .max(Comparator.comparingLong(
                                (Map.Entry<String, Domain> e) -> e.getValue().capacity())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    String topDomain() {
        return topDomain;
    }

    /** Reads the top-domain features of another domain, when the choice hangs on an estimate. */
    void topDomain(String name) {
        topDomain = name;
    }

    @Override
    public long get(Measure measure) {
        return numbers.getOrDefault(measure, 0L);
    }

    @Override
    public long distinct(Distinct counter) {
        return sets.getOrDefault(counter, Set.of()).size();
    }

    @Override
    public int ports(Ports reading) {
        Set<Integer> all = new TreeSet<>(tcpPorts);
        all.addAll(udpPorts);
        return (int)
                switch (reading) {
                    case ALL -> all.size();
                    case NEIGHBOURS ->
                        all.stream().filter(port -> all.contains(port + 1)).count();
                    case UDP -> udpPorts.size();
                    case TCP_ORDINARY ->
                        tcpPorts.stream().filter(OracleState::isOrdinary).count();
                    case TRACEROUTE ->
                        udpPorts.stream()
                                .filter(port -> port >= 33_434 && port <= 33_625)
                                .count();
                    case UDP_ORDINARY ->
                        udpPorts.stream().filter(OracleState::isOrdinary).count();
                };
    }

    /** features.csv, 63: remote access is 22, 23, 513, 3389, 5900, 6000 to 6063. */
    static boolean isOrdinary(int port) {
        return !(Set.of(22, 23, 513, 3389, 5900).contains(port) || port >= 6000 && port <= 6063);
    }

    @Override
    public long bindings(Bindings reading) {
        Set<Long> claimants = macsOf(row.address());
        Set<IpAddress> around = bindings.stream()
                .filter(binding -> claimants.contains(binding.mac()))
                .map(Binding::address)
                .collect(Collectors.toSet());
        return switch (reading) {
            case ADDRESSES -> around.size();
            case PAIRS ->
                bindings.stream()
                        .filter(binding -> around.contains(binding.address()))
                        .count();
            case MACS ->
                around.stream().flatMap(a -> macsOf(a).stream()).distinct().count();
            case MOST_MACS ->
                around.stream().mapToLong(a -> macsOf(a).size()).max().orElse(0);
            case SHARING ->
                around.stream()
                        .filter(a -> macsOf(a).stream().anyMatch(this::claimsSeveral))
                        .count();
            case CONTESTED -> around.stream().filter(a -> macsOf(a).size() > 1).count();
        };
    }

    private Set<Long> macsOf(IpAddress address) {
        return bindings.stream()
                .filter(b -> b.address().equals(address))
                .map(Binding::mac)
                .collect(Collectors.toSet());
    }

    private boolean claimsSeveral(long mac) {
        return bindings.stream().filter(b -> b.mac() == mac).count() > 1;
    }

    @Override
    public long topDomain(TopDomain reading) {
        Domain top = domains.get(topDomain);
        if (top == null) {
            return 0;
        }
        return switch (reading) {
            case QUERIES -> top.queries;
            case NAMES -> top.names.size();
            case CHARACTERS -> top.capacity();
            case ANSWER_BYTES -> top.answerBytes;
            case CARRIER_QUERIES -> top.carriers;
        };
    }

    @Override
    public int seconds() {
        return row.size().seconds();
    }

    @Override
    public long endNanos() {
        return row.endNanos();
    }
}
