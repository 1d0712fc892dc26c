package io.nta.examples.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON answers. */
public final class Answers {
    /**
     * Text that others chose is shown in pages and terminals: what is not ASCII is escaped. Of ASCII, {@link HtmlSafe} escapes what could end a script.
     */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new HtmlSafe())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Answers() {}

    /** Writes an answer's body. */
    @FunctionalInterface
    public interface Body {
        /** Writes one value. */
        void write(JsonGenerator json) throws IOException;
    }

    /** Answers with a JSON value. */
    public static void json(Context context, Body body) {
        context.contentType("application/json").result(bytes(body));
    }

    /** Answers with a problem. */
    public static void problem(Context context, Problem problem) {
        context.status(problem.status());
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            context.header(Header.RETRY_AFTER, Integer.toString(retryAfter));
        }
        context.contentType("application/problem+json").result(bytes(problem::write));
    }

    /** Returns the JSON text. */
    public static byte[] bytes(Body body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                body.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory never fails", e);
        }
    }

    /** Writes a string or null. */
    public static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
