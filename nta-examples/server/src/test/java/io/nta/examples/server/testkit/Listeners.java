package io.nta.examples.server.testkit;

import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Those who watch a server, as pages do: half by server-sent events, half by WebSocket. Counts the changes of alerts that they are told, in all. */
public final class Listeners implements Closeable {
    private static final String ALERT_LINE = "event: alert";
    private static final String ALERT_MESSAGE = "{\"event\":\"alert\"";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong alerts = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final List<Runnable> open = new CopyOnWriteArrayList<>();

    /** Connects so many, and waits until each is connected. */
    public Listeners(ServerProcess server, int count) {
        for (int i = 0; i < count / 2; i++) {
            listenBySse(server.uri("/api/stream")).join();
        }
        URI socket = URI.create(server.uri("/ws/dashboard").toString().replaceFirst("http", "ws"));
        for (int i = count / 2; i < count; i++) {
            WebSocket connected = client.newWebSocketBuilder()
                    .buildAsync(socket, new Messages())
                    .join();
            open.add(connected::abort);
        }
    }

    private CompletableFuture<?> listenBySse(URI stream) {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<Void> connected = new CompletableFuture<>();
        client.sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(connected)))
                .whenComplete(
                        (answer, failure) -> connected.completeExceptionally(new IllegalStateException("refused")));
        return connected;
    }

    /** Returns how many changes of alerts they were told, all of them together. */
    public long alerts() {
        return alerts.get();
    }

    /** Returns how many of them are no longer connected. */
    public long ended() {
        return ended.get();
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
    }

    private final class Lines implements Flow.Subscriber<String> {
        private final CompletableFuture<Void> connected;

        Lines(CompletableFuture<Void> connected) {
            this.connected = connected;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            open.add(subscription::cancel);
            subscription.request(Long.MAX_VALUE);
            connected.complete(null);
        }

        @Override
        public void onNext(String line) {
            if (line.equals(ALERT_LINE)) {
                alerts.incrementAndGet();
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended.incrementAndGet();
        }

        @Override
        public void onComplete() {
            ended.incrementAndGet();
        }
    }

    private final class Messages implements WebSocket.Listener {
        private boolean within;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (!within && data.toString().startsWith(ALERT_MESSAGE)) {
                alerts.incrementAndGet();
            }
            within = !last;
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            ended.incrementAndGet();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended.incrementAndGet();
        }
    }
}
