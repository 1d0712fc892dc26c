package io.nta;

import com.google.common.io.Closer;
import io.nta.detect.ThresholdDetector;
import io.nta.packet.PacketDecoder;
import io.nta.spi.Detector;
import io.nta.spi.FeatureStore;
import io.nta.spi.PacketSource;
import io.nta.spi.RowSink;
import io.nta.spi.SourceSupply;
import io.nta.spi.WindowAggregator;
import io.nta.window.FoldingAggregator;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the packets of a source into alerts: the entry point of the library.
 *
 * <pre>{@code
 * try (Analyzer analyzer = Analyzer.builder()
 *         .source(PcapFileSource.open(Path.of("traffic.pcap")))
 *         .onAlert(alert -> System.out.println(alert))
 *         .build()) {
 *     analyzer.run();
 * }
 * }</pre>
 *
 * <p>The line: source → decoder → connections → windows, on the thread that calls {@link #run}; then store → detectors → alerts → listeners, on one thread of its
 * own. With several {@linkplain AnalyzerConfig#shards() shards}, connections and windows are on as many threads besides. An analyzer runs once. All time is the packets' own, or told by a live source: see {@link io.nta.spi.PacketSink#onTime}.
 *
 * <p>Nothing is lost without being counted; where Java's assertions are enabled, as in tests, each run asserts that its {@link #stats} are conserved.
 */
public final class Analyzer implements Closeable {
    private static final int POLL_PACKETS = 1_024;

    private final AnalyzerConfig config;
    private final List<PacketSource> sources;
    private final @Nullable SourceSupply supply;
    private final List<SourceLane> lanes = new ArrayList<>();
    /** By identity: sources that are equal, as records are, are two all the same. */
    private final IdentityHashMap<PacketSource, SourceLane> laneOfSource = new IdentityHashMap<>();
    /** Of the supply's sources that have ended. */
    private LaneCounts ended = LaneCounts.NONE;

    private final List<Detector> detectors;
    private final @Nullable FeatureStore store;
    private final DetectionStage detection;
    private final HandOver handOver;
    private final WindowStage windows;
    private final PacketLine line;
    private long cpuNanos;
    private volatile boolean stopped;
    private boolean started;

    private Analyzer(Builder builder) {
        this.detectors = builder.detectors.isEmpty()
                ? List.of(ThresholdDetector.withDefaults())
                : List.copyOf(builder.detectors);
        this.store = builder.store;
        this.detection = new DetectionStage(
                builder.config, detectors, builder.rowSinks, store, builder.resumption, builder.listeners);
        this.handOver = new HandOver(detection);
        PacketDecoder decoder = new PacketDecoder(builder.config.decoding());
        this.windows = windows(builder, decoder);
        this.line = new PacketLine(builder.config, decoder, windows);
        this.config = builder.config;
        this.sources = List.copyOf(builder.sources);
        this.supply = builder.supply;
        sources.forEach(this::laneOf);
    }

    private WindowStage windows(Builder builder, PacketDecoder decoder) {
        long secret = new SecureRandom().nextLong();
        if (builder.config.shards() > 1) {
            return new SeveralShards(builder.config, secret, handOver);
        }
        WindowAggregator given = builder.aggregator;
        WindowAggregator aggregator = given != null ? given : new FoldingAggregator(builder.config.windows(), secret);
        return new OneShard(builder.config, aggregator, secret, decoder.anomalies(), handOver);
    }

    private SourceLane laneOf(PacketSource source) {
        return laneOfSource.computeIfAbsent(source, newSource -> {
            SourceLane lane = new SourceLane(newSource, line, config);
            lanes.add(lane);
            return lane;
        });
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads every source to its end, or until {@link #stop}, and returns when every alert has been told and closed. What was read before an error is analysed in full
     * before the error is thrown.
     *
     * @throws IOException when a source can't go on; its message says where and why
     * @throws NtaException when a store, a listener or a consumer of rows failed; when a source or an aggregator broke its contract; or when the thread was interrupted. What was
     *     under way then is not analysed to its end
     * @throws IllegalStateException when it is called again
     */
    public void run() throws IOException {
        if (started) {
            throw new IllegalStateException("an analyzer runs once; build another for the next source");
        }
        started = true;
        long cpuBefore = CpuClock.threadNanos();
        IOException broken = null;
        try {
            readAll();
            readSupply();
        } catch (IOException e) {
            broken = e;
        }
        try {
            lanes.forEach(SourceLane::end);
            line.finish();
            cpuNanos = CpuClock.threadNanos() - cpuBefore;
            handOver.finish();
        } catch (NtaException e) {
            if (broken != null) {
                e.addSuppressed(broken);
            }
            throw e;
        }
        assert stats().isConserved() : subject() + ": " + stats().imbalances();
        if (broken != null) {
            throw broken;
        }
    }

    private String subject() {
        return lanes.isEmpty() ? "nothing" : lanes.get(0).source().description();
    }

    /** Polls the sources in turn, so that those that are live stay close to each other in time. */
    private void readAll() throws IOException {
        List<SourceLane> open = new ArrayList<>(lanes);
        for (int turn = 0; !stopped && !open.isEmpty(); turn++) {
            SourceLane lane = open.get(turn % open.size());
            if (lane.poll(POLL_PACKETS) == PacketSource.END) {
                lane.end();
                open.remove(lane);
            }
        }
    }

    /** Polls the sources of the supply as it says. */
    private void readSupply() throws IOException {
        if (supply == null) {
            return;
        }
        try {
            for (PacketSource source = supply.next(); source != null && !stopped; source = supply.next()) {
                SourceLane lane = laneOf(source);
                if (lane.poll(POLL_PACKETS) == PacketSource.END) {
                    letGo(lane);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NtaException("Interrupted while waiting for packets", e);
        }
    }

    /** Keeps only the counts of a source that has ended, of which a supply may have many. */
    private void letGo(SourceLane lane) {
        lane.leave();
        ended = ended.plus(lane.counts());
        lanes.remove(lane);
        laneOfSource.remove(lane.source());
    }

    /** Makes {@link #run} end soon, with everything read so far analysed. May be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /**
     * Returns the counts. Exact once {@link #run} has returned; before, call it only from the thread that runs, and with several shards those of connections and windows are as of
     * the last window that closed.
     */
    public AnalyzerStats stats() {
        StageStats counts = windows.stats();
        boolean ownThreads = config.shards() > 1;
        LaneCounts read = lanes.stream().map(SourceLane::counts).reduce(ended, LaneCounts::plus);
        return new AnalyzerStats(
                read.source(),
                read.bytes(),
                read.decoded(),
                read.undecoded(),
                StageStats.sum(line.decoder().anomalies().asMap(), counts.anomalies()),
                line.protocols().counts(),
                line.folded(),
                line.foldedEarly(),
                line.late(),
                read.setAside(),
                counts.connectionsOpened(),
                counts.connectionsOpen(),
                counts.connectionsRemoved(),
                counts.connectionsEvicted(),
                counts.forgottenArpRequests(),
                counts.fragments(),
                counts.windows(),
                detection.rows(),
                detection.verdicts(),
                detection.alerts(),
                detection.detectorFailures(),
                new AnalyzerStats.Shares(
                        counts.shards(),
                        counts.packets(),
                        cpuNanos,
                        ownThreads ? counts.cpuNanos() : cpuNanos,
                        ownThreads ? counts.busiestCpuNanos() : cpuNanos));
    }

    /**
     * Releases detectors, store and sources: all of them, whichever fails. To be called when {@link #run} has returned or thrown; another thread that wants to end
     * it calls {@link #stop}. If detection is still busy, because {@link #run} has thrown, it is interrupted, and waited for up to 10 s.
     *
     * @throws IOException when one of them can't be closed; what others threw is suppressed in it
     */
    @Override
    public void close() throws IOException {
        windows.close();
        handOver.close();
        // The last one registered is closed first.
        try (Closer closer = Closer.create()) {
            sources.forEach(closer::register);
            if (supply != null) {
                closer.register(supply);
            }
            if (store != null) {
                closer.register(store);
            }
            detectors.forEach(detector -> closer.register(detector::close));
        }
    }

    /** Collects what an analyzer is made of. Only a source is required. */
    public static final class Builder {
        private @Nullable FeatureStore store;
        private @Nullable Resumption resumption;
        private @Nullable SourceSupply supply;
        private @Nullable WindowAggregator aggregator;
        private AnalyzerConfig config = AnalyzerConfig.defaults();
        private final List<PacketSource> sources = new ArrayList<>();
        private final List<Detector> detectors = new ArrayList<>();
        private final List<RowSink> rowSinks = new ArrayList<>();
        private final List<AlertListener> listeners = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a place where packets come from. The analyzer closes it. Several must be live at the same time, like the interfaces of a host: they share one
         * timeline, in which none waits long for another, see {@link io.nta.window.Watermark}. Recorded captures are given to an analyzer each.
         */
        public Builder source(PacketSource source) {
            sources.add(source);
            return this;
        }

        /** Sets where sources come from while the analyzer runs: after those of {@link #source} have ended. The analyzer closes it. */
        public Builder sources(SourceSupply newSupply) {
            supply = newSupply;
            return this;
        }

        /** Adds a detector. Without any, the rules of {@link ThresholdDetector} with their defaults judge. The analyzer closes it. */
        public Builder detector(Detector detector) {
            detectors.add(detector);
            return this;
        }

        /** Adds a listener, which is told of alerts on the detection thread. */
        public Builder onAlert(AlertListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Adds a consumer of every row. It is called on the detection thread, when the store has the row and no detector has judged it yet. What it throws ends the analysis.
         */
        public Builder onRow(RowSink sink) {
            rowSinks.add(sink);
            return this;
        }

        /** Sets where rows and alerts are kept. The analyzer closes it. */
        public Builder store(FeatureStore newStore) {
            store = newStore;
            return this;
        }

        /** Lets the analyzer go on where another was cut off. */
        public Builder resume(Resumption newResumption) {
            resumption = newResumption;
            return this;
        }

        /** Sets another aggregator than the default one. It sees all packets, so there is one shard. */
        public Builder aggregator(WindowAggregator newAggregator) {
            aggregator = newAggregator;
            return this;
        }

        /** Sets the limits. */
        public Builder config(AnalyzerConfig newConfig) {
            config = newConfig;
            return this;
        }

        /**
         * Returns the analyzer.
         *
         * @throws NtaException if no source was set, or an aggregator and more than one shard
         */
        public Analyzer build() {
            if (sources.isEmpty() && supply == null) {
                throw new NtaException(
                        "An analyzer needs a source: call source(PcapFileSource.open(file)) or give another PacketSource");
            }
            if (aggregator != null && config.shards() > 1) {
                throw new NtaException("An aggregator of one's own can't be shared out among " + config.shards()
                        + " shards, because only the default one's windows can be united: set shards to 1");
            }
            return new Analyzer(this);
        }
    }
}
