package io.nta.examples.server.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.config.IngestConfig;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.examples.server.ingest.Upload.Receipt;
import io.nta.store.jdbc.StoreUnavailableException;
import io.nta.wire.PacketBatch;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** Takes uploads. */
final class IngestApi {
    private static final int MAX_AGENT = 128;
    private static final Pattern BATCH_ID = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");
    private static final int SOON_SECONDS = 1;
    private static final int LATER_SECONDS = 5;
    /** Our sender waits no longer. */
    private static final int MOST_SECONDS = 300;

    private final IngestService service;
    private final IngestConfig config;
    private final Bodies bodies;
    private final Semaphore reading;
    private final InstantSource clock;

    IngestApi(IngestService service, IngestConfig config, InstantSource clock) {
        this.service = service;
        this.config = config;
        this.bodies = new Bodies(config);
        this.reading = new Semaphore(config.maxConcurrent());
        this.clock = clock;
    }

    void addTo(RouteTable routes) {
        routes.post("/ingest", Scope.INGEST, this::ingest);
    }

    private void ingest(Context context) throws IOException {
        if (!reading.tryAcquire()) {
            throw busy("ingest.max_concurrent", config.maxConcurrent(), "As many bodies as allowed are being read");
        }
        Upload upload;
        try {
            if (service.waitingPackets() > config.queuePackets()) {
                throw behind();
            }
            upload = upload(context, bodies.read(context));
            service.submit(upload);
        } finally {
            reading.release();
        }
        context.future(() -> upload.receipt().handle((receipt, failure) -> {
            if (failure == null) {
                Answers.json(context, json -> write(upload, receipt, json));
            } else {
                Answers.problem(context, problem(failure));
            }
            return receipt;
        }));
    }

    private static Problem busy(String limit, int allowed, String why) {
        return Problem.limit(HttpStatus.SERVICE_UNAVAILABLE, limit, allowed, why + ": send it again later")
                .retryAfter(SOON_SECONDS);
    }

    private Problem behind() {
        IngestService.Recovering recovery = service.recovery();
        return recovery == null
                ? busy("ingest.queue_packets", config.queuePackets(), "Analysis is behind")
                : recovering(recovery, "The server has started again, and analysis reads what is stored");
    }

    private static Problem recovering(IngestService.Recovering recovery, String why) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, why + " (" + recovery + " so far): send it again later")
                .with("recovery_packets_read", recovery.read())
                .with("recovery_packets", recovery.packets())
                .retryAfter((int) Math.min(recovery.secondsLeft(), MOST_SECONDS));
    }

    private static Upload upload(Context context, PacketBatch batch) {
        String id = batch.batchId();
        if (id != null && !BATCH_ID.matcher(id).matches()) {
            throw Problem.badRequest("batch_id is 1 to 128 letters, digits and - _ . : /");
        }
        String agent = batch.agent() == null ? context.ip() : batch.agent();
        if (agent.isBlank() || agent.length() > MAX_AGENT) {
            throw Problem.badRequest("agent is 1 to " + MAX_AGENT + " characters");
        }
        long[] fingerprints = id == null ? RecentPackets.fingerprints(batch.packets()) : new long[0];
        return new Upload(
                id,
                agent,
                batch.agentStats(),
                batch.packets(),
                fingerprints,
                batch.rejected(),
                batch.rejects(),
                new CompletableFuture<>());
    }

    private Problem problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof PastUnknownException) {
            IngestService.Recovering recovery = service.recovery();
            String why = "What clients without batch_id sent before is being read";
            return recovery == null
                    ? new Problem(HttpStatus.SERVICE_UNAVAILABLE, why + ": send it again later")
                            .retryAfter(SOON_SECONDS)
                    : recovering(recovery, why);
        }
        if (cause instanceof StoreUnavailableException) {
            return new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE, "The store can't be reached just now: send it again later")
                    .retryAfter(LATER_SECONDS);
        }
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The batch could not be stored; the server's log tells why: send it again later")
                .retryAfter(LATER_SECONDS);
    }

    private void write(Upload upload, Receipt receipt, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", "success");
        json.writeNumberField("raw_packets", receipt.taken());
        json.writeNumberField("aggregated_features", receipt.rows());
        json.writeNumberField("duplicates", receipt.duplicates());
        json.writeNumberField("rejected", upload.rejected());
        json.writeArrayFieldStart("rejects");
        for (PacketBatch.Reject reject : upload.rejects()) {
            json.writeStartObject();
            json.writeNumberField("index", reject.index());
            json.writeStringField("reason", reject.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("timestamp", clock.instant().toString());
        json.writeEndObject();
    }
}
