package io.nta.examples.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.packet.IpPrefix;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON body, read by name and type; absent, null and empty are the same. Every mistake is noted, and {@link #verify} tells of all at once. */
public final class BodyFields {
    private final JsonNode body;
    private final List<Map<String, String>> mistakes = new ArrayList<>();

    /** Reads an object. */
    public BodyFields(JsonNode body) {
        this.body = body;
    }

    /** Returns a text of at most so many characters, without blanks around it. */
    public @Nullable String text(String name, int maxLength) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.asText().length() > maxLength) {
            reject(name, "allowed: a text of at most " + maxLength + " characters");
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    /** Returns a text that has to be there; what it returns when it isn't is of no use, since {@link #verify} will tell. */
    public String required(String name, int maxLength) {
        int before = mistakes.size();
        String text = text(name, maxLength);
        if (text == null && mistakes.size() == before) {
            reject(name, "missing; allowed: a text of 1 to " + maxLength + " characters");
        }
        return text == null ? "" : text;
    }

    /** Returns a constant, by its name in either case. */
    public <E extends Enum<E>> E choice(String name, E byDefault) {
        String text = text(name, Parameters.MAX_TEXT);
        if (text == null) {
            return byDefault;
        }
        E[] constants = byDefault.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        reject(
                name,
                "allowed: "
                        + String.join(
                                ", ",
                                Stream.of(constants)
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .toList()));
        return byDefault;
    }

    /** Returns a moment. */
    public @Nullable Instant instant(String name) {
        String text = text(name, Parameters.MAX_TEXT);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            reject(name, "allowed: ISO 8601 in UTC, such as 2026-01-31T12:00:00Z");
            return null;
        }
    }

    /** Returns an address or a prefix. */
    public @Nullable IpPrefix prefix(String name) {
        String text = text(name, Parameters.MAX_TEXT);
        try {
            return text == null ? null : IpPrefix.parse(text);
        } catch (IllegalArgumentException e) {
            reject(name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Notes a mistake. */
    public void reject(String name, String message) {
        mistakes.add(Map.of("parameter", name, "message", message));
    }

    /** Throws a {@link Problem} with every mistake; call it when the last field has been read. */
    public void verify() {
        if (!mistakes.isEmpty()) {
            throw Problem.badRequest("The fields of the body are not valid: see errors")
                    .with("errors", mistakes);
        }
    }
}
