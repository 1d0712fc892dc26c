package io.nta.capture.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A spool file that was read through and found whole.
 *
 * @param path where it lies
 * @param id what its batches' ids begin with: a digest of its bytes, so the same whenever it is read, wherever it lies, and no other file's
 * @param packets how many packets it has
 */
record SpoolFile(Path path, String id, int packets) {
    private static final int BUFFER = 1 << 16;
    private static final int ID_BYTES = 16;
    /** A frame of 256 KiB in base64, and a bit. */
    private static final int MAX_STRING = 400_000;

    private static final int MAX_DEPTH = 32;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    /** A file that can't be sent, whoever tries: its message says why. */
    static final class PoisonedException extends IOException {
        private static final long serialVersionUID = 1L;

        PoisonedException(String message) {
            super(message);
        }
    }

    /**
     * Reads a file through.
     *
     * @throws PoisonedException when it isn't a whole JSON object with the array {@code raw_packets}, or such an array alone
     * @throws IOException when it can't be read
     */
    static SpoolFile inspect(Path path) throws IOException {
        MessageDigest digest = sha256();
        int packets;
        try (InputStream file =
                        new DigestInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER), digest);
                JsonParser json = JSON.createParser(file)) {
            packets = count(json);
            if (json.nextToken() != null) {
                throw new PoisonedException("something follows the packets");
            }
        } catch (JsonProcessingException e) {
            throw new PoisonedException("it is no whole JSON: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw new PoisonedException("it is no JSON: " + e.getMessage());
        }
        return new SpoolFile(path, HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES), packets);
    }

    private static int count(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_ARRAY) {
            return countPackets(json);
        }
        if (first != JsonToken.START_OBJECT) {
            throw new PoisonedException("it is neither a JSON object nor an array");
        }
        int packets = -1;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean isPackets = json.currentName().equals("raw_packets");
            JsonToken value = json.nextToken();
            if (isPackets && value == JsonToken.START_ARRAY && packets < 0) {
                packets = countPackets(json);
            } else if (isPackets) {
                throw new PoisonedException("raw_packets isn't one array");
            } else {
                json.skipChildren();
            }
        }
        if (packets < 0) {
            throw new PoisonedException("it has no raw_packets");
        }
        return packets;
    }

    private static int countPackets(JsonParser json) throws IOException {
        int packets = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new PoisonedException("packet " + packets + " is no object");
            }
            json.skipChildren();
            packets++;
        }
        return packets;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
