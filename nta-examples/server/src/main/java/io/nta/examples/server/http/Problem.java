package io.nta.examples.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal, answered as RFC 9457 says: status, a title, a detail that names what was wrong and what is allowed, and fields of its own. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;
    private final transient Map<String, Object> fields = new LinkedHashMap<>();
    private @Nullable Integer retryAfterSeconds;

    /** Creates a problem. */
    public Problem(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status.getCode();
        this.detail = detail;
    }

    /** Returns one for a request that can't be understood. */
    public static Problem badRequest(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, detail);
    }

    /** Returns one for something that isn't there. */
    public static Problem notFound(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, detail);
    }

    /** Returns one for a limit that was exceeded: the setting's name and its value are fields of the answer. */
    public static Problem limit(HttpStatus status, String setting, long allowed, String detail) {
        return new Problem(status, detail).with("limit", setting).with("allowed", allowed);
    }

    /** Adds a field: a string, a number, or a list of maps of strings. */
    public Problem with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Says when to come again. */
    public Problem retryAfter(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    public int status() {
        return status;
    }

    /** Returns what to answer as {@code Retry-After}, or {@code null}. */
    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Writes the object. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "about:blank");
        json.writeStringField("title", HttpStatus.forStatus(status).getMessage());
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail);
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            writeValue(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                writeValue(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                writeValue(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeString(value.toString());
        }
    }
}
