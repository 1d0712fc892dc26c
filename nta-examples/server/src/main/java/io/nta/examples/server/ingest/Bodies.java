package io.nta.examples.server.ingest;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.config.IngestConfig;
import io.nta.examples.server.http.ClientConnection;
import io.nta.examples.server.http.Problem;
import io.nta.wire.PacketBatch;
import io.nta.wire.PacketBatchJson;
import io.nta.wire.PacketFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of uploads, within limits. Thread-safe. */
final class Bodies {
    /** So little may be inflated as it likes: JSON of one packet repeated compresses well. */
    private static final int FREE_BYTES = 1 << 20;

    private static final int GZIP_BUFFER = 8_192;

    private final IngestConfig config;
    private final PacketBatchJson reader;

    Bodies(IngestConfig config) {
        this.config = config;
        this.reader = new PacketBatchJson(config.wireLimits());
    }

    /** Returns the batch in a body; throws a {@link Problem} that names the limit when one is exceeded, or says what is wrong with it. */
    PacketBatch read(Context context) throws IOException {
        checkType(context.contentType());
        String encoding = context.header("Content-Encoding");
        boolean gzip = "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
        if (!gzip && encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is gzip, or nothing");
        }
        if (context.req().getContentLengthLong() > config.maxBodyBytes()) {
            throw tooLarge();
        }
        try {
            return ClientConnection.of(context).read(config.bodyPatience(), () -> parse(context, gzip));
        } catch (PacketFormatException e) {
            throw problem(e);
        } catch (ZipException | EOFException e) {
            throw Problem.badRequest("The body is no whole gzip stream: " + e.getMessage());
        }
    }

    private PacketBatch parse(Context context, boolean gzip) throws IOException {
        SentBody sent = SentBody.from(context.bodyInputStream(), config);
        InputStream body = gzip ? new GZIPInputStream(sent, GZIP_BUFFER) : sent;
        return reader.read(new BodyStream(body, inflated -> check(inflated, gzip ? sent : null)));
    }

    private static void checkType(@Nullable String type) {
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json")) {
            throw new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type is application/json");
        }
    }

    private void check(long inflated, @Nullable SentBody sent) {
        if (inflated > config.maxBodyBytes()) {
            throw tooLarge();
        }
        if (sent != null && inflated > FREE_BYTES && inflated / config.maxInflation() > sent.bytes()) {
            throw Problem.limit(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "ingest.max_inflation",
                    config.maxInflation(),
                    "The body inflates to more than " + config.maxInflation() + " times its size");
        }
    }

    private Problem tooLarge() {
        return Problem.limit(
                HttpStatus.CONTENT_TOO_LARGE,
                "ingest.max_body_bytes",
                config.maxBodyBytes(),
                "The body has more than " + config.maxBodyBytes() + " bytes, inflated: send smaller batches");
    }

    private Problem problem(PacketFormatException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case MALFORMED -> Problem.badRequest(message);
            case TOO_LARGE -> tooLarge();
            case TOO_MANY_PACKETS -> limit("ingest.max_packets", config.maxPackets(), message);
            case TOO_DEEP -> limit("json_depth", config.wireLimits().maxDepth(), message);
            case TOO_LONG -> limit("json_text", config.wireLimits().maxTextLength(), message);
        };
    }

    private static Problem limit(String name, long value, String message) {
        return Problem.limit(HttpStatus.CONTENT_TOO_LARGE, name, value, message);
    }
}
