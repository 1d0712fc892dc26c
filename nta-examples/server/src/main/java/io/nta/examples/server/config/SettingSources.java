package io.nta.examples.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nta.NtaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers settings by their dotted names, from a YAML file, then the environment, then flags; what comes later wins. */
public final class SettingSources {
    private static final String PREFIX = "NTA_SERVER_";

    private SettingSources() {}

    /**
     * Returns all settings that are given.
     *
     * @param file a YAML file; {@code null} for none
     * @param environment of which {@code NTA_SERVER_TLS_CERTIFICATE} is {@code tls.certificate}: those of {@code names} are looked for
     * @param flags by dotted name
     * @param names all names that there are
     * @throws NtaException when the file can't be read or isn't a map of names to values
     */
    public static Map<String, String> gather(
            @Nullable Path file, Map<String, String> environment, Map<String, String> flags, Iterable<String> names) {
        Map<String, String> settings = new HashMap<>(file == null ? Map.of() : ofFile(file));
        for (String name : names) {
            String value = environment.get(environmentName(name));
            if (value != null) {
                settings.put(name, value);
            }
        }
        settings.putAll(flags);
        return settings;
    }

    /** Returns the environment variable of a setting. */
    public static String environmentName(String setting) {
        return PREFIX + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> ofFile(Path file) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(file));
            Map<String, String> settings = new HashMap<>();
            if (root != null && !root.isMissingNode() && !root.isNull()) {
                flatten("", root, settings, file);
            }
            return settings;
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new NtaException("The configuration " + file + " is not valid YAML" + place + ": " + reason(e), e);
        } catch (NoSuchFileException e) {
            throw new NtaException("The configuration " + file + " doesn't exist", e);
        } catch (IOException e) {
            throw new NtaException("The configuration " + file + " can't be read: " + e, e);
        }
    }

    /** The parser's message, without its picture of the place in lines of their own. */
    private static String reason(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    private static void flatten(String name, JsonNode node, Map<String, String> settings, Path file) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(
                            name.isEmpty() ? field.getKey() : name + '.' + field.getKey(),
                            field.getValue(),
                            settings,
                            file));
        } else if (name.isEmpty()) {
            throw new NtaException(
                    "The configuration " + file + " has to be a map of names to values, such as 'port: 8000'");
        } else if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(item -> texts.add(item.asText()));
            settings.put(name, String.join(",", texts));
        } else if (!node.isNull()) {
            settings.put(name, node.asText());
        }
    }
}
