package io.nta.capture.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nta.packet.PacketRecord;
import io.nta.wire.AgentStats;
import io.nta.wire.PacketBatch;
import io.nta.wire.PacketBatchJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server that stores each batch once, by its id; and that misbehaves, one request after another, as it is told. */
final class IngestServer implements AutoCloseable {
    /** What it does with one request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(IngestServer server, HttpExchange exchange) throws Exception;

        /** Stores the batch and says so. */
        Behaviour STORE = (server, exchange) -> {
            server.store(exchange);
            reply(exchange, 200, "{\"status\":\"ok\"}");
        };

        /** Stores the batch, but the answer is lost. */
        Behaviour STORE_AND_HANG_UP = (server, exchange) -> {
            server.store(exchange);
            exchange.close();
        };

        /** Breaks the connection in the body's middle. */
        Behaviour RESET = (server, exchange) -> {
            exchange.getRequestBody().readNBytes(10);
            exchange.close();
        };

        static Behaviour status(int code) {
            return (server, exchange) -> {
                exchange.getRequestBody().readAllBytes();
                reply(exchange, code, "no");
            };
        }

        static Behaviour busy(int code, String retryAfter) {
            return (server, exchange) -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
                reply(exchange, code, "later");
            };
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Behaviour> script = new ArrayDeque<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Long> requestNanos = new ArrayList<>();
    private final List<PacketRecord> packets = new ArrayList<>();
    private final Set<String> stored = new HashSet<>();
    private final Set<Integer> clientPorts = new HashSet<>();
    private final List<String> authorizations = new ArrayList<>();
    private @Nullable AgentStats agentStats;

    IngestServer() throws IOException {
        this(HttpServer.create(loopback(), 0), "http");
    }

    private final String scheme;

    private IngestServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/ingest", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static IngestServer secure(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new IngestServer(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    URI url() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    /** Says what it does with the next requests; with all others, it stores. */
    synchronized IngestServer then(Behaviour... next) {
        script.addAll(List.of(next));
        return this;
    }

    private void answer(HttpExchange exchange) {
        Behaviour behaviour;
        synchronized (this) {
            requestNanos.add(System.nanoTime());
            clientPorts.add(exchange.getRemoteAddress().getPort());
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            behaviour = script.isEmpty() ? Behaviour.STORE : script.poll();
        }
        try {
            behaviour.answer(this, exchange);
        } catch (Exception e) {
            exchange.close();
        }
    }

    private void store(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        PacketBatch batch = new PacketBatchJson().read(gzip ? new GZIPInputStream(body) : body);
        synchronized (this) {
            if (batch.rejected() > 0) {
                throw new UncheckedIOException(new IOException("rejects: " + batch.rejects()));
            }
            ids.add(batch.batchId());
            if (stored.add(batch.batchId())) {
                packets.addAll(batch.packets());
            }
            agentStats = batch.agentStats() != null ? batch.agentStats() : agentStats;
        }
    }

    private static void reply(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The ids of the batches that it stored or knew, in the order in which they came. */
    synchronized List<String> ids() {
        return List.copyOf(ids);
    }

    synchronized int requests() {
        return requestNanos.size();
    }

    /** The time between two requests, in milliseconds. */
    synchronized long millisBefore(int request) {
        return (requestNanos.get(request) - requestNanos.get(request - 1)) / 1_000_000;
    }

    synchronized int connections() {
        return clientPorts.size();
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    synchronized List<PacketRecord> packets() {
        return List.copyOf(packets);
    }

    /** What {@link Packets} numbered. */
    List<Long> numbers() {
        return packets().stream().map(PacketRecord::timestampNanos).toList();
    }

    synchronized @Nullable AgentStats agentStats() {
        return agentStats;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
