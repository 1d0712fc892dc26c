package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.spi.AggregatorStats;
import io.nta.spi.RowSink;
import io.nta.spi.WindowAggregator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one of several shards, each on a thread of its own. The packets of a key may come to every shard, since a shard has whole pairs of addresses. So a
 * shard keeps panes for its packets alone, and has besides some of the keys as a whole: when a pane has ended, each shard {@linkplain #handOver hands over} what it
 * has of the pane to the shards that the keys belong to, and each of these {@linkplain #close unites} the parts, folds them and reads the rows: by the same code
 * that does it without shards, and with equal results while no limit bites. Gauges stand in the whole, to which shards tell changes
 * (docs/adr/0001-gauges-as-differences.md), so a shard in which nothing happened to a key need not be asked.
 *
 * <p>Every shard must have handed over a pane before any closes it, and closed it before any hands over the next: that is for the caller to see to, and makes what one thread
 * writes visible to the others. Everything else is done by the shard's own thread. Why: docs/adr/0030-shards.md.
 */
public final class ShardWindows {
    /** The one that ARP comes to: claims are judged by what came before them, of whatever address. */
    public static final int ARP_SHARD = 0;

    private final int number;
    private final List<ShardWindows> all;
    private final SetBudget setBudget;
    /** Of parts and wholes: states move from those to these. */
    private final PanePool pool;

    private final FoldingAggregator parts;
    /** What ARP claimed in the pane that was handed over last; of the shard of ARP. */
    private final BindingTable claims;
    /** What was handed over last, by the shard that has the key as a whole. */
    private final Handed[] handed;

    private final KeyTable sources;
    private final KeyTable targets;
    private final PaneFolder wholes;
    private final LookAhead lookAhead = new LookAhead();
    private final @Nullable KeyState[] found = new KeyState[LookAhead.KEYS];

    /** Keys of a shard, and a closed pane of each. */
    private static final class Handed {
        private final List<KeyState> keys = new ArrayList<>();
        private final List<PaneState> states = new ArrayList<>();

        void add(KeyState key, PaneState state) {
            keys.add(key);
            states.add(state);
        }

        void clear() {
            keys.clear();
            states.clear();
        }
    }

    private ShardWindows(
            AggregatorConfig config, List<ShardWindows> all, int shards, SetBudget setBudget, long secret) {
        AggregatorLimits limits = config.limits();
        int openPanes = FoldingAggregator.openPanes(config);
        this.number = all.size();
        this.all = all;
        this.setBudget = setBudget;
        pool = new PanePool(limits.maxPooledPanes(), setBudget);
        parts = new FoldingAggregator(config, setBudget, pool, secret);
        claims = new BindingTable(limits.maxBindingsPerWindow());
        handed = new Handed[shards];
        Arrays.setAll(handed, owner -> new Handed());
        // No more than the shards have together, which have limits.
        int maxKeys = limits.maxKeysPerKind() * shards;
        sources = new KeyTable(KeyKind.SOURCE, maxKeys, openPanes, secret);
        targets = new KeyTable(KeyKind.TARGET, maxKeys, openPanes, secret);
        ArpHistory history = number == ARP_SHARD
                ? parts.arpHistory()
                : all.get(ARP_SHARD).parts.arpHistory();
        wholes = new PaneFolder(limits, pool, openPanes, new RowReader(history), this::forgetIfIdle);
    }

    /**
     * Creates the windows of so many shards.
     *
     * @param config its limits are each shard's, but that all draw on one memory of sets; see docs/limits.md
     * @param shards at least 1 and at most {@link AddressParts#COUNT}
     * @param secret keys the hash tables
     */
    public static List<ShardWindows> create(AggregatorConfig config, int shards, long secret) {
        SetBudget setBudget = new SetBudget(config.limits().maxSetBytes());
        List<ShardWindows> all = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            all.add(new ShardWindows(config, all, shards, setBudget, secret));
        }
        return List.copyOf(all);
    }

    /** Returns what takes the packets and changes of this shard. It is closed by {@link #handOver} and {@link #close} and by nothing else. */
    public WindowAggregator parts() {
        return parts;
    }

    /** Returns the end of the window that will close next here, or {@link Long#MAX_VALUE} when none is open. */
    public long nextCloseNanos() {
        return Math.min(parts.nextCloseNanos(), wholes.nextCloseNanos());
    }

    /** Hands over the pane that ends at {@code endNanos}, if there is one: the first step of closing it. No shard may have one that ends earlier. */
    public void handOver(long endNanos) {
        claims.clear();
        parts.handOver(endNanos, new PaneFolder.PaneTaker() {
            @Override
            public void take(KeyState key, PaneState state) {
                handed[ownerOf(key)].add(key, state);
            }

            @Override
            public void take(BindingTable bindings) {
                claims.merge(bindings);
            }
        });
    }

    private int ownerOf(KeyState key) {
        if (key.owner < 0) {
            // By other bits than those that choose the part, so that shards have their own peers no more than others.
            long hash = Hashes.address(key.address.high(), key.address.low());
            key.owner = (int) ((hash >>> 32) % handed.length);
        }
        return key.owner;
    }

    /** Closes every window that ends at {@code endNanos} of the keys that this shard has as a whole, and gives the rows to {@code sink}: the second step. */
    public void close(long endNanos, RowSink sink) {
        long start = endNanos - WindowSize.PANE_NANOS;
        for (ShardWindows shard : all) {
            unite(shard.handed[number], start);
        }
        BindingTable claimed = all.get(ARP_SHARD).claims;
        if (!claimed.isEmpty()) {
            wholes.window(start).bindings.merge(claimed);
        }
        wholes.close(endNanos, sink);
    }

    private void unite(Handed parts, long start) {
        int size = parts.keys.size();
        for (int i = 0; i < size; i++) {
            if (i % LookAhead.KEYS == 0) {
                for (int next = i; next < Math.min(i + LookAhead.KEYS, size); next++) {
                    KeyState whole = wholeOf(parts.keys.get(next));
                    found[next - i] = whole;
                    lookAhead.add(parts.states.get(next), whole == null ? null : wholes.paneOrNull(whole, start));
                }
                lookAhead.load();
            }
            KeyState whole = found[i % LookAhead.KEYS];
            if (whole == null) {
                pool.giveBack(parts.states.get(i));
            } else {
                wholes.unite(whole, start, parts.states.get(i));
            }
        }
        parts.clear();
    }

    /** Returns the whole of a shard's key, a new one if need be; {@code null}, counted, when there are too many. */
    private @Nullable KeyState wholeOf(KeyState part) {
        KeyState known = part.whole;
        if (known == null || known.forgotten) {
            KeyTable keys = part.kind == KeyKind.SOURCE ? sources : targets;
            known = keys.getOrAdd(part.address.high(), part.address.low());
            part.whole = known;
        }
        return known;
    }

    /** A whole has no connections of its own: what stands open is in its gauges. */
    private void forgetIfIdle(KeyState whole) {
        if (whole.standing == 0 && whole.isIdle()) {
            whole.forgotten = true;
            (whole.kind == KeyKind.SOURCE ? sources : targets).remove(whole);
        }
    }

    /** Returns how many of the keys this shard has as a whole. */
    private long keys() {
        return (long) sources.size() + targets.size();
    }

    /** Returns the counts of this shard: of the windows of its own keys, and of what its limits have left out. Of all shards they add up. */
    public AggregatorStats stats() {
        AggregatorStats own = parts.stats();
        return new AggregatorStats(
                wholes.opened(),
                wholes.closed(),
                keys(),
                own.overflowedKeys() + sources.overflowed() + targets.overflowed(),
                own.withheldSources(),
                own.withheldTargets(),
                own.packetsWithoutRow(),
                number == ARP_SHARD ? setBudget.saturatedSets() : 0,
                number == ARP_SHARD ? wholes.leftOutBindings() : 0,
                wholes.displacedDomains(),
                own.forgottenArpEntries());
    }
}
