package io.nta.examples.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;

/** Reads the small JSON bodies of requests; those with packets are read elsewhere. */
public final class JsonBodies {
    private static final int MAX_BYTES = 65_536;
    private static final int MAX_DEPTH = 8;
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonBodies() {}

    /**
     * Returns the object in a request's body, or an empty one when there is no body.
     *
     * @param fields which it may have
     * @throws Problem when it is something else, or too large
     */
    public static JsonNode objectOrNothing(Context context, String... fields) throws IOException {
        byte[] body = context.bodyInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw Problem.limit(
                    HttpStatus.CONTENT_TOO_LARGE, "body", MAX_BYTES, "The body is larger than " + MAX_BYTES + " bytes");
        }
        if (body.length == 0) {
            return READER.createObjectNode();
        }
        JsonNode root;
        try {
            root = READER.readTree(body);
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("The body is no JSON: " + e.getOriginalMessage());
        }
        List<String> known = List.of(fields);
        if (!root.isObject()) {
            throw Problem.badRequest("The body is a JSON object with the fields " + known);
        }
        root.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.badRequest("The body has an unknown field; known: " + known);
            }
        });
        return root;
    }
}
