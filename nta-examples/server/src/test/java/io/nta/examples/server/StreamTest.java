package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.config.StreamConfig;
import io.nta.examples.server.stream.Event;
import io.nta.examples.server.stream.EventBatch;
import io.nta.examples.server.stream.EventHub;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens is told as it happens, and who comes back misses nothing. */
@Timeout(120)
class StreamTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");

    /** How many events may wait for a listener. */
    private static final int MAY_WAIT = 16;

    @TempDir
    private Path folder;

    private static void send(TestServer server) {
        int number = 0;
        for (List<PacketRecord> batch : CaptureBatches.cut(CaptureBatches.packets(DEMO), 5_000, Long.MAX_VALUE)) {
            assertThat(server.ingest(CaptureBatches.body("b" + number++, "demo", batch))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<Stream<String>> open(TestServer server, String lastId) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri("/api/stream")).header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return server.client().send(request.build(), BodyHandlers.ofLines());
    }

    /** Returns the ids of the next events of a type. */
    private static List<String> ids(Iterator<String> lines, String type, int count) {
        List<String> ids = new ArrayList<>();
        String id = null;
        String event = null;
        while (ids.size() < count && lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.isEmpty() && type.equals(event)) {
                ids.add(id);
                event = null;
            }
        }
        return ids;
    }

    @Test
    void alertsComeAsEventsAndWhoReturnsGetsWhatItMissed() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Iterator<String> lines = open(server, null).body().iterator();
            send(server);
            List<String> ids = ids(lines, "alert", 5);
            assertThat(ids).hasSize(5).doesNotHaveDuplicates();

            Iterator<String> again = open(server, ids.get(1)).body().iterator();
            assertThat(ids(again, "alert", 3)).containsExactlyElementsOf(ids.subList(2, 5));

            Iterator<String> astray = open(server, "other-7").body().iterator();
            assertThat(ids(astray, EventHub.RESET, 1)).hasSize(1);
        }
    }

    @Test
    void trafficIsToldBySocket() throws Exception {
        try (TestServer server = TestServer.start(folder, "streams.tick", "200ms")) {
            LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
            WebSocket socket = server.client()
                    .newWebSocketBuilder()
                    .buildAsync(
                            java.net.URI.create(
                                    server.uri("/ws/dashboard").toString().replace("http", "ws")),
                            new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                    messages.add(data.toString());
                                    from.request(1);
                                    return CompletableFuture.completedFuture(null);
                                }
                            })
                    .get(10, TimeUnit.SECONDS);
            String message = messages.poll(10, TimeUnit.SECONDS);
            assertThat(message).startsWith("{\"event\":\"traffic\",\"id\":null,\"data\":{\"time\":");
            assertThat(message).endsWith("\"event_time\":null}}");
            send(server);
            Instant newest = Instant.parse(eventTime(messages));
            Instant later = Instant.parse(eventTime(messages));
            assertThat(newest).isAfter(Instant.parse("2026-11-22T21:00:00Z"));
            assertThat(later).as("goes on without packets").isAfter(newest);
            socket.abort();
        }
    }

    /** Returns what the next message says that isn't null. */
    private static String eventTime(LinkedBlockingQueue<String> messages) throws InterruptedException {
        Matcher matcher;
        do {
            String message = messages.poll(10, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            matcher = Pattern.compile("\"event_time\":\"([^\"]+)\"").matcher(message);
        } while (!matcher.find());
        return matcher.group(1);
    }

    @Test
    void whoDoesNotReadIsCutOffAndNobodyElse() {
        EventHub hub = hub(10, Runnable::run);
        Slow slow = new Slow(3);
        Slow quick = new Slow(1_000);
        hub.add(slow, null);
        hub.add(quick, null);
        for (int i = 0; i < 100; i++) {
            hub.publish("alert", json -> json.writeString("x"));
        }
        assertThat(slow.cut).isTrue();
        assertThat(slow.events).hasSize(3);
        assertThat(quick.cut).isFalse();
        assertThat(quick.events).hasSize(100);
        assertThat(hub.cutOff()).isEqualTo(1);
        assertThat(hub.listeners()).isEqualTo(1);
    }

    @Test
    void whoIsFoundGoneWhenToldTakesNobodyElseAlong() {
        EventHub hub = hub(10, Runnable::run);
        Slow first = new Slow(10);
        Slow last = new Slow(10);
        hub.add(first, null);
        for (int i = 0; i < 3; i++) {
            hub.add(new Gone(hub), null);
        }
        hub.add(last, null);
        hub.publish("alert", json -> json.writeString("x"));
        assertThat(first.events).hasSize(1);
        assertThat(last.events).hasSize(1);
        assertThat(hub.listeners()).isEqualTo(2);
        assertThat(hub.cutOff()).as("gone, not slow").isZero();

        hub.add(new Gone(hub), null);
        hub.close();
        assertThat(first.cut).isTrue();
        assertThat(last.cut).isTrue();
    }

    @Test
    void whatIsNoLongerRememberedIsAReset() {
        EventHub hub = hub(3, Runnable::run);
        for (int i = 0; i < 5; i++) {
            hub.publish("alert", json -> json.writeString("x"));
        }
        assertThat(told(hub, "run-5")).isEmpty();
        assertThat(told(hub, "run-4")).containsExactly("run-5");
        assertThat(told(hub, "run-2")).containsExactly("run-3", "run-4", "run-5");
        assertThat(told(hub, "run-1")).containsExactly("run-5");
        assertThat(told(hub, "other-4")).containsExactly("run-5");
    }

    private static List<String> told(EventHub hub, String lastId) {
        Slow listener = new Slow(100);
        hub.add(listener, lastId);
        hub.remove(listener);
        return listener.ids();
    }

    private static EventHub hub(int remembered, Executor later) {
        return new EventHub(new StreamConfig(8, MAY_WAIT, remembered, Duration.ofSeconds(1)), "run", later);
    }

    private static void publish(EventHub hub, int events) {
        for (int i = 0; i < events; i++) {
            hub.publish("alert", json -> json.writeString("x"));
        }
    }

    @Test
    void whatHappensWithinAMomentIsToldTogetherInItsOrder() {
        Deque<Runnable> later = new ArrayDeque<>();
        EventHub hub = hub(10, later::add);
        Slow listener = new Slow(100);
        hub.add(listener, null);
        publish(hub, 3);
        assertThat(listener.ids()).isEmpty();
        assertThat(later).as("one moment").hasSize(1);
        later.remove().run();
        assertThat(listener.ids()).containsExactly("run-1", "run-2", "run-3");
        assertThat(listener.batches).isEqualTo(1);

        publish(hub, 1);
        later.remove().run();
        assertThat(listener.ids()).endsWith("run-3", "run-4");
        assertThat(listener.batches).isEqualTo(2);
    }

    @Test
    void whoComesBackWithinAMomentIsToldNothingTwiceAndNobodyLessThanAll() {
        Deque<Runnable> later = new ArrayDeque<>();
        EventHub hub = hub(10, later::add);
        Slow first = new Slow(100);
        hub.add(first, null);
        publish(hub, 2);
        Slow back = new Slow(100);
        hub.add(back, "run-1");
        publish(hub, 1);
        later.forEach(Runnable::run);
        assertThat(first.ids()).containsExactly("run-1", "run-2", "run-3");
        assertThat(back.ids()).containsExactly("run-2", "run-3");
    }

    @Test
    void manyEventsWithinAMomentDoNotWaitForItsEnd() {
        EventHub hub = hub(10, moment -> {});
        Slow listener = new Slow(2 * MAY_WAIT);
        hub.add(listener, null);
        publish(hub, MAY_WAIT);
        assertThat(listener.events).hasSize(MAY_WAIT);
        assertThat(listener.batches).as("each fits into what may wait").isEqualTo(4);
    }

    @Test
    void whatIsStillToBeToldIsToldBeforeTheEnd() {
        EventHub hub = hub(10, moment -> {});
        Slow listener = new Slow(100);
        hub.add(listener, null);
        publish(hub, 1);
        hub.close();
        assertThat(listener.ids()).containsExactly("run-1");
        assertThat(listener.cut).isTrue();
    }

    @Test
    void aRequestForAnotherFormIsRefused() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.get("/api/stream").statusCode()).isEqualTo(406);
        }
    }

    /** A connection that ends, and says so to the hub, when something is sent to it. */
    private static final class Gone implements EventHub.Listener {
        private final EventHub hub;

        Gone(EventHub hub) {
            this.hub = hub;
        }

        @Override
        public boolean offer(EventBatch batch) {
            hub.remove(this);
            return false;
        }

        @Override
        public void cutOff() {
            throw new AssertionError("it has gone by itself");
        }

        @Override
        public void end() {
            hub.remove(this);
        }
    }

    private static final class Slow implements EventHub.Listener {
        private final int room;
        private final List<Event> events = new ArrayList<>();
        private int batches;
        private boolean cut;

        Slow(int room) {
            this.room = room;
        }

        List<String> ids() {
            return events.stream().map(Event::id).toList();
        }

        @Override
        public boolean offer(EventBatch batch) {
            batches++;
            return events.size() + batch.events().size() <= room && events.addAll(batch.events());
        }

        @Override
        public void cutOff() {
            cut = true;
        }

        @Override
        public void end() {
            cut = true;
        }
    }
}
