package io.nta.examples.server.http;

import com.google.common.base.Throwables;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import io.nta.NtaException;
import io.nta.examples.server.config.ListenConfig;
import io.nta.store.jdbc.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin as this server wants it: every refusal is a problem as RFC 9457 has it, nothing tells of the inside, slow and large requests end. */
public final class HttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_THREADS = 128;
    private static final int MIN_THREADS = 8;
    private static final int IDLE_THREAD_MILLIS = 60_000;
    private static final long IDLE_CONNECTION_MILLIS = 30_000;
    private static final int MAX_HEADER_BYTES = 8_192;
    /** How long it waits, when it is closed, for requests that are being answered. */
    private static final long STOP_MILLIS = 5_000;
    /** How long a connection that asks nothing is kept then. */
    private static final long STOP_IDLE_MILLIS = 50;
    /** An attribute of requests, which nothing that is sent can set. */
    private static final String ITSELF = "nta.itself";

    private final Javalin javalin;
    private final String place;
    private @Nullable ServerConnector connector;
    private @Nullable LocalConnector ownConnector;

    /**
     * Creates a server.
     *
     * @param tls {@code null} for plain HTTP
     * @param routes adds the routes
     */
    public HttpServer(ListenConfig config, @Nullable SSLContext tls, Consumer<JavalinConfig> routes) {
        place = config.host() + ":" + config.port();
        javalin = Javalin.create(javalinConfig -> {
            javalinConfig.startup.showJavalinBanner = false;
            javalinConfig.startup.showOldJavalinVersionWarning = false;
            javalinConfig.startup.startupWatcherEnabled = false;
            javalinConfig.http.prefer405over404 = true;
            javalinConfig.router.ignoreTrailingSlashes = false;
            QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS);
            threads.setName("nta-http");
            javalinConfig.jetty.threadPool = threads;
            javalinConfig.jetty.modifyHttpConfiguration(HttpServer::harden);
            javalinConfig.jetty.modifyServer(HttpServer::endGently);
            javalinConfig.jetty.modifyServer(server -> server.setErrorHandler(new EarlyRefusal()));
            javalinConfig.jetty.addConnector((server, http) -> connector(server, http, config, tls));
            javalinConfig.jetty.addConnector(this::ownConnector);
            javalinConfig.routes.before(HttpServer::addHeaders);
            addErrors(javalinConfig);
            routes.accept(javalinConfig);
        });
    }

    /** An upload that waits for the store is answered before its connection ends; what comes meanwhile is refused with 503. */
    private static void endGently(Server server) {
        server.setHandler(new GracefulHandler());
        server.setStopTimeout(STOP_MILLIS);
    }

    private static void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
    }

    private ServerConnector connector(
            Server server, HttpConfiguration http, ListenConfig config, @Nullable SSLContext tls) {
        ServerConnector made = tls == null
                ? new ServerConnector(server, new HttpConnectionFactory(http))
                : new ServerConnector(server, encrypted(tls), new HttpConnectionFactory(onlyEncrypted(http)));
        made.setHost(config.host());
        made.setPort(config.port());
        made.setIdleTimeout(IDLE_CONNECTION_MILLIS);
        made.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        connector = made;
        return made;
    }

    private LocalConnector ownConnector(Server server, HttpConfiguration http) {
        HttpConfiguration own = new HttpConfiguration(http);
        own.addCustomizer((request, answer) -> {
            request.setAttribute(ITSELF, true);
            return request;
        });
        LocalConnector made = new LocalConnector(server, new HttpConnectionFactory(own));
        ownConnector = made;
        return made;
    }

    /** Takes TLS; what isn't goes to plain HTTP, which says so. */
    private static ConnectionFactory encrypted(SSLContext tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return new DetectorConnectionFactory(new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString()));
    }

    /** Refuses whatever did not come by TLS before anything else looks at it. */
    private static HttpConfiguration onlyEncrypted(HttpConfiguration http) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // The certificate need not name the address by which the server is called: agents check that themselves.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        secure.addCustomizer((request, answer) -> {
            if (!request.isSecure()) {
                // Not 400, by which agents would give up what they sent: it is the address that is wrong.
                throw new HttpException.RuntimeException(
                        HttpStatus.MISDIRECTED_REQUEST.getCode(), "This port speaks TLS: use https");
            }
            return request;
        });
        return secure;
    }

    private static void addHeaders(io.javalin.http.Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
    }

    private static void addErrors(JavalinConfig config) {
        config.routes.exception(Problem.class, (problem, context) -> refuse(context, problem));
        config.routes.exception(StoreUnavailableException.class, (e, context) -> {
            LOG.warn("{} {}: {}", context.method(), context.path(), e.getMessage());
            refuse(
                    context,
                    new Problem(HttpStatus.SERVICE_UNAVAILABLE, "The store can't be reached just now").retryAfter(5));
        });
        config.routes.exception(
                HttpResponseException.class,
                (e, context) -> refuse(
                        context, new Problem(HttpStatus.forStatus(e.getStatus()), String.valueOf(e.getMessage()))));
        config.routes.exception(IOException.class, (e, context) -> failed(context, e));
        config.routes.exception(RuntimeException.class, (e, context) -> failed(context, e));
    }

    private static void failed(io.javalin.http.Context context, Exception failure) {
        LOG.error("{} {} failed", context.method(), context.path(), failure);
        refuse(context, new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "The server failed; its log tells how"));
    }

    private static void refuse(io.javalin.http.Context context, Problem problem) {
        // Whoever is too slow is not waited for.
        if (problem.status() != HttpStatus.REQUEST_TIMEOUT.getCode()) {
            RefusedBody.discard(context);
        }
        Answers.problem(context, problem);
    }

    /**
     * Begins to listen.
     *
     * @throws NtaException when the address or the port can't be had; says why
     */
    public void start() {
        try {
            javalin.start();
        } catch (JavalinException e) {
            // Its own message calls the port taken, whatever the reason.
            Throwable reason = Throwables.getRootCause(e);
            String why = reason instanceof UnresolvedAddressException
                    ? "there is no such host"
                    : String.valueOf(reason.getMessage());
            throw new NtaException(
                    "The server can't listen on " + place + ": " + why + "; choose another place by host and port", e);
        }
    }

    /**
     * Asks itself for something, without a network in between and whatever key it needs; see {@link #asksItself}. Returns whether it was answered in full, with 200, and within that time.
     */
    public boolean askItself(String path, Duration patience) {
        LocalConnector own = Objects.requireNonNull(ownConnector, "not started");
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
        try {
            String answer = own.getResponse(request, patience.toNanos(), TimeUnit.NANOSECONDS);
            return answer != null && answer.startsWith("HTTP/1.1 200 ");
        } catch (Exception e) {
            LOG.debug("The server doesn't answer itself: {}", path, e);
            return false;
        }
    }

    /** Returns whether it is the server itself that asks, by {@link #askItself}. Nobody can ask so from outside, whatever they send. */
    public static boolean asksItself(io.javalin.http.Context context) {
        return context.attribute(ITSELF) != null;
    }

    /** Returns the port that it listens on. */
    public int port() {
        return connector == null ? 0 : connector.getLocalPort();
    }

    /** Stops listening, waits 5 s at most for requests that are being answered, and ends the others. */
    public void stop() {
        javalin.stop();
    }
}
