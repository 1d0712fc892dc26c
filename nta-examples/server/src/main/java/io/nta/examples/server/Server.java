package io.nta.examples.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nta.examples.server.api.AlertApi;
import io.nta.examples.server.api.FeatureApi;
import io.nta.examples.server.api.HistoryApi;
import io.nta.examples.server.api.HostApi;
import io.nta.examples.server.api.ModelApi;
import io.nta.examples.server.api.PacketApi;
import io.nta.examples.server.api.TrafficApi;
import io.nta.examples.server.config.ListenConfig;
import io.nta.examples.server.config.ServerConfig;
import io.nta.examples.server.http.HttpServer;
import io.nta.examples.server.http.OperationsApi;
import io.nta.examples.server.http.Pages;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.security.BrowserChecks;
import io.nta.examples.server.security.Doorkeeper;
import io.nta.examples.server.security.KeyFile;
import io.nta.examples.server.security.Keys;
import io.nta.examples.server.security.RateLimits;
import io.nta.examples.server.security.SessionApi;
import io.nta.examples.server.security.Sessions;
import io.nta.examples.server.security.Tls;
import io.nta.examples.server.stream.EventHub;
import io.nta.examples.server.stream.SseStream;
import io.nta.examples.server.stream.WebSocketStream;
import io.nta.model.xgboost.Model;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server: what takes packets, keeps and analyses them, and answers. Start it, and close it. */
public final class Server implements Closeable {
    private final ServerConfig config;
    private final JdbcFeatureStore store;
    private final EventHub hub;
    private final ExecutorService listenerThreads = Executors.newCachedThreadPool();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final HttpServer http;
    private List<RouteTable.Route> routes = List.of();

    private Server(ServerConfig config) {
        this.config = config;
        InstantSource clock = InstantSource.system();
        store = JdbcFeatureStore.open(StoreConfig.of(config.store()).withRetention(config.retention()));
        hub = new EventHub(
                config.streams().maxClients(),
                config.streams().remembered(),
                Long.toString(clock.millis(), Character.MAX_RADIX));
        ListenConfig listen = config.listen();
        Keys keys = new Keys(listen.keys() == null ? null : new KeyFile(listen.keys()), clock);
        Sessions sessions = new Sessions(keys, listen.tls());
        Doorkeeper doorkeeper = new Doorkeeper(
                keys,
                sessions,
                new RateLimits(listen.requestsPerSecond(), listen.burst()),
                new BrowserChecks(listen.isLoopback() && !keys.needed()));
        http = new HttpServer(listen, Tls.of(listen), javalin -> {
            RouteTable table = new RouteTable(javalin.routes, doorkeeper);
            new SessionApi(keys, sessions).addTo(table);
            addApi(table);
            routes = table.all();
        });
    }

    private void addApi(RouteTable table) {
        new FeatureApi(store.reader()).addTo(table);
        new AlertApi(store, (change, alert) -> {}).addTo(table);
        new TrafficApi(store.reader()).addTo(table);
        new HistoryApi(store.reader()).addTo(table);
        new HostApi(store.reader()).addTo(table);
        new PacketApi(store.reader()).addTo(table);
        new ModelApi(config.detectors(), Model.bundled()).addTo(table);
        new SseStream(hub, config.streams(), listenerThreads).addTo(table);
        new WebSocketStream(hub, config.streams()).addTo(table);
        new OperationsApi(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), () -> new OperationsApi.Health(Map.of(), Map.of()))
                .addTo(table);
        new Pages().addTo(table);
    }

    /**
     * Starts a server.
     *
     * @throws io.nta.NtaException when the store, the keys or TLS can't be opened
     */
    public static Server start(ServerConfig config) {
        Server server = new Server(config);
        try {
            server.http.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Returns where it is reached on this machine. */
    public String url() {
        return (config.listen().tls() ? "https" : "http") + "://" + config.listen().host() + ":" + http.port();
    }

    /** Returns every route. */
    public List<RouteTable.Route> routes() {
        return routes;
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        hub.close();
        http.stop();
        listenerThreads.shutdownNow();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The store can't be closed", e);
        } finally {
            stopped.countDown();
        }
    }
}
