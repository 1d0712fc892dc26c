package io.nta.examples.server.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The server's OpenAPI document, to hold it against the server. */
public final class OpenApi {
    private final JsonNode root;

    private OpenApi(JsonNode root) {
        this.root = root;
    }

    /** An operation of the document. */
    public record Operation(String method, String path, JsonNode node) {
        public String scope() {
            return node.path("x-scope").asText();
        }

        /** Returns the schema's name of the answer of that status and kind; empty when it has none. */
        public String schema(String status, String media) {
            String ref = node.at("/responses/" + status + "/content")
                    .path(media)
                    .at("/schema/$ref")
                    .asText();
            return ref.substring(ref.lastIndexOf('/') + 1);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static OpenApi load() {
        try (InputStream input = OpenApi.class.getResourceAsStream("/io/nta/examples/server/docs/openapi.yaml")) {
            return new OpenApi(new YAMLMapper().readTree(input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    /** Returns what of a value is not as the schema of that name has it. */
    public Set<ValidationMessage> mistakes(String schema, JsonNode value) {
        ObjectNode wrapper = ((ObjectNode) root.deepCopy());
        wrapper.put("$ref", "#/components/schemas/" + schema);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(wrapper)
                .validate(value);
    }
}
