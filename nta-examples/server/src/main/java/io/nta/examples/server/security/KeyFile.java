package io.nta.examples.server.security;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.nta.NtaException;
import io.nta.examples.server.http.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of API keys: a line each with name, scopes, hash, and perhaps when it expires. It is read again when it has changed: keys come and go while the server runs. Any
 * thread may ask.
 */
public final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final Splitter BLANKS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();
    private static final Splitter COMMAS = Splitter.on(',');
    private static final int HASH_DIGITS = 64;
    private static final int MIN_PARTS = 3;

    private final Path file;
    private FileTime read;
    private List<ApiKey> keys;

    /**
     * Reads a file.
     *
     * @throws NtaException when it can't be read, or a line is wrong; says which
     */
    public KeyFile(Path file) {
        this.file = file;
        try {
            this.read = Files.getLastModifiedTime(file);
            this.keys = parse(file);
        } catch (NoSuchFileException e) {
            throw new NtaException(
                    "The file of API keys, " + file + ", doesn't exist; make it with: nta server key add --file " + file
                            + " --scopes admin NAME",
                    e);
        } catch (IOException e) {
            throw new NtaException("The file of API keys, " + file + ", can't be read: " + e, e);
        }
    }

    /** Returns the keys as they are now. */
    synchronized List<ApiKey> keys() {
        try {
            FileTime now = Files.getLastModifiedTime(file);
            if (!now.equals(read)) {
                keys = parse(file);
                read = now;
                LOG.info("The API keys have changed: {} now", keys.size());
            }
        } catch (IOException | NtaException e) {
            LOG.error("The API keys can't be read again, those of before go on: {}", e.getMessage());
        }
        return keys;
    }

    static List<ApiKey> parse(Path file) throws IOException {
        List<ApiKey> keys = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    keys.add(key(line));
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw new NtaException("The file of API keys, " + file + ", has a wrong line " + (i + 1) + ": "
                            + e.getMessage() + "; lines are NAME SCOPE[,SCOPE] SHA256 [EXPIRES]");
                }
            }
        }
        return List.copyOf(keys);
    }

    /** Returns the name in a line; {@code null} when it holds no key. */
    static @Nullable String nameIn(String line) {
        List<String> parts = BLANKS.splitToList(line);
        return parts.isEmpty() || line.strip().startsWith("#") ? null : parts.get(0);
    }

    private static ApiKey key(String line) {
        List<String> parts = BLANKS.splitToList(line);
        if (parts.size() < MIN_PARTS || parts.size() > MIN_PARTS + 1) {
            throw new IllegalArgumentException("it has " + parts.size() + " parts");
        }
        if (parts.get(2).length() != HASH_DIGITS) {
            throw new IllegalArgumentException("its hash is not 64 hexadecimal digits");
        }
        Instant expires = parts.size() > MIN_PARTS ? Instant.parse(parts.get(MIN_PARTS)) : null;
        return new ApiKey(parts.get(0), scopes(parts.get(1)), HexFormat.of().parseHex(parts.get(2)), expires);
    }

    /**
     * Returns the scopes that a text names.
     *
     * @throws IllegalArgumentException for another name
     */
    static Set<Scope> scopes(String text) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : COMMAS.split(text)) {
            switch (name.strip().toLowerCase(Locale.ROOT)) {
                case "ingest" -> scopes.add(Scope.INGEST);
                case "read" -> scopes.add(Scope.READ);
                case "admin" -> scopes.add(Scope.ADMIN);
                default ->
                    throw new IllegalArgumentException(
                            "the scopes are '" + text + "'; allowed: ingest, read and admin, separated by commas");
            }
        }
        return scopes;
    }
}
