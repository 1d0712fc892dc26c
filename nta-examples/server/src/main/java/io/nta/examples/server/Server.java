package io.nta.examples.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nta.AlertListener;
import io.nta.examples.server.api.AlertApi;
import io.nta.examples.server.api.FeatureApi;
import io.nta.examples.server.api.HistoryApi;
import io.nta.examples.server.api.HostApi;
import io.nta.examples.server.api.ModelApi;
import io.nta.examples.server.api.PacketApi;
import io.nta.examples.server.api.StoreApi;
import io.nta.examples.server.api.SuppressionApi;
import io.nta.examples.server.api.TrafficApi;
import io.nta.examples.server.config.ServerConfig;
import io.nta.examples.server.http.HttpServer;
import io.nta.examples.server.http.OperationsApi;
import io.nta.examples.server.http.Pages;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.ingest.IngestService;
import io.nta.examples.server.output.AlertOutputs;
import io.nta.examples.server.security.Entrance;
import io.nta.examples.server.security.Tls;
import io.nta.examples.server.stream.EventHub;
import io.nta.examples.server.stream.LiveFeed;
import io.nta.examples.server.stream.SseStream;
import io.nta.examples.server.stream.WebSocketStream;
import io.nta.model.xgboost.Model;
import io.nta.spi.Detector;
import io.nta.spi.Providers;
import io.nta.store.jdbc.JdbcFeatureStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server: what takes packets, keeps and analyses them, and answers. Start it, and close it. */
public final class Server implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    /** It takes a quarter of a second, but the store may be far away. */
    private static final Duration REHEARSAL = Duration.ofSeconds(2);

    private static final Duration RECOVERY_TOLD = Duration.ofSeconds(5);
    /** So long events are gathered that are then told together. */
    private static final long GATHERED_MILLIS = 250;

    private final ServerConfig config;
    private final InstantSource clock = InstantSource.system();
    private final Entrance entrance;
    private final Providers providers;
    private final JdbcFeatureStore store;
    private final AlertOutputs outputs;
    private final EventHub hub;
    private final LiveFeed feed;
    private final IngestService ingest;
    private final ServerHealth health;
    private final ExecutorService teller = Executors.newSingleThreadExecutor();
    private final ExecutorService listenerThreads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final HttpServer http;
    private List<RouteTable.Route> routes = List.of();

    private Server(ServerConfig config, List<AlertListener> listeners) {
        this.config = config;
        // What can be wrong without anything being open comes first.
        entrance = Entrance.of(config.listen(), clock);
        SSLContext tls = Tls.of(config.listen());
        Path plugins = config.analysis().plugins();
        providers = plugins == null ? Providers.ofClassPath() : Providers.withPlugins(plugins);
        detectors().forEach(Detector::close);
        outputs = new AlertOutputs(config.outputs());
        store = JdbcFeatureStore.open(config.storeConfig());
        hub = new EventHub(
                config.streams(),
                Long.toString(clock.millis(), Character.MAX_RADIX),
                CompletableFuture.delayedExecutor(GATHERED_MILLIS, TimeUnit.MILLISECONDS, teller));
        feed = new LiveFeed(hub, store.reader(), clock);
        ingest = new IngestService(store, config.ingest(), config.analysis(), this::detectors, told(listeners), clock);
        health = new ServerHealth(store, ingest, hub, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        http = new HttpServer(config.listen(), tls, javalin -> {
            RouteTable table = new RouteTable(javalin.routes, entrance.doorkeeper());
            addApi(table);
            routes = table.all();
        });
    }

    private List<AlertListener> told(List<AlertListener> others) {
        List<AlertListener> all = new ArrayList<>(others);
        all.add(feed);
        all.add(outputs);
        return all;
    }

    private List<Detector> detectors() {
        List<Detector> detectors = new ArrayList<>();
        for (String name : config.analysis().detectors()) {
            detectors.add(providers.detector(name, Map.of()));
        }
        return detectors;
    }

    private void addApi(RouteTable table) {
        ingest.addTo(table);
        entrance.addTo(table);
        new FeatureApi(store.reader()).addTo(table);
        new AlertApi(store, feed::tell).addTo(table);
        new SuppressionApi(store, clock).addTo(table);
        new TrafficApi(store.reader()).addTo(table);
        new HistoryApi(store.reader()).addTo(table);
        new HostApi(store.reader()).addTo(table);
        new StoreApi(store.reader()).addTo(table);
        new PacketApi(store.reader()).addTo(table);
        new ModelApi(config.analysis().detectors(), Model.bundled()).addTo(table);
        new SseStream(hub, config.streams(), listenerThreads).addTo(table);
        new WebSocketStream(hub, config.streams()).addTo(table);
        new OperationsApi(health::figures, health::now).addTo(table);
        new Pages().addTo(table);
    }

    /**
     * Starts a server.
     *
     * @param listeners hear of alerts that no rule suppresses, besides those who ask over HTTP
     * @throws io.nta.NtaException when the store, the keys, TLS or a detector can't be opened, or the port is taken; the message says what to do
     */
    public static Server start(ServerConfig config, AlertListener... listeners) {
        Server server = new Server(config, List.of(listeners));
        try {
            server.ingest.start();
            server.http.start();
            new Rehearsal(server.http, server.store.reader(), server.clock).play(REHEARSAL);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        Duration tick = config.streams().tick();
        server.repeat(tick, () -> server.feed.tellTraffic(server.ingest.agents()));
        server.repeat(Duration.ofSeconds(1), server.health::look);
        server.repeat(RECOVERY_TOLD, server.ingest::tellRecovery);
        return server;
    }

    /** Does something again and again; when it fails, that is logged, and it is done again. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is caught
    private void repeat(Duration pause, Runnable work) {
        Runnable careful = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("What the server does each {} failed", pause, e);
            }
        };
        ticker.scheduleWithFixedDelay(careful, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns where it is reached on this machine. */
    public String url() {
        return (config.listen().tls() ? "https" : "http") + "://"
                + config.listen().host() + ":" + http.port();
    }

    /** Returns every route. */
    public List<RouteTable.Route> routes() {
        return routes;
    }

    /** Returns the store, which the server closes. */
    public JdbcFeatureStore store() {
        return store;
    }

    /** Analyses everything taken so far to its end; see {@link IngestService#drain}. */
    public boolean drain(Duration patience) throws InterruptedException {
        return ingest.drain(patience);
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    /** Listeners' requests end while the HTTP server still runs: it can't end them itself. */
    private void endListeners() {
        listenerThreads.shutdownNow();
        try {
            if (!listenerThreads.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.debug("A listener doesn't read; its connection is cut");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        hub.close();
        teller.shutdown();
        endListeners();
        http.stop();
        ingest.close();
        outputs.close();
        try {
            store.close();
            providers.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The store can't be closed", e);
        } finally {
            stopped.countDown();
        }
    }
}
