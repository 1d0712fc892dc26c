package io.nta.examples.cli.field;

import io.nta.capture.agent.BatchSender;
import io.nta.capture.agent.SenderConfig;
import io.nta.capture.agent.UploadConfig;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a spool is sent, and how. */
final class UploadOptions {
    private static final String KEY_VARIABLE = "NTA_API_KEY";
    private static final double MILLIS = 1_000;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    @Option(names = "--server", paramLabel = "URL", description = "The server to send to: https://HOST:PORT.")
    private @Nullable String server;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "A file with the API key. Default: the environment variable " + KEY_VARIABLE + ".")
    private @Nullable Path keyFile;

    @Option(
            names = "--ca",
            paramLabel = "F.pem",
            description =
                    "The certificates of the only authorities to trust, for a server with a certificate of your own.")
    private @Nullable Path authorities;

    @Option(names = "--no-gzip", description = "Don't compress uploads.")
    private boolean uncompressed;

    @Option(names = "--batch", paramLabel = "N", description = "Packets in an upload. Default: ${DEFAULT-VALUE}.")
    private int batchPackets = 1_000;

    @Option(
            names = "--poll",
            paramLabel = "S",
            description = "Look for new files every so many seconds. Default: ${DEFAULT-VALUE}.")
    private double pollSeconds = 1;

    @Option(
            names = "--retry-failed",
            paramLabel = "S",
            description = "Retry failed files every so many seconds. Default: ${DEFAULT-VALUE}.")
    private double retrySeconds = 300;

    /** Returns whether a server was given. */
    boolean hasServer() {
        return server != null;
    }

    /** Opens the spool in {@code folder} for sending. */
    BatchSender open(Path folder, Console console) throws IOException {
        try {
            SenderConfig sender = SenderConfig.of(folder)
                    .withBatchPackets(batchPackets)
                    .withIntervals(seconds(pollSeconds), seconds(retrySeconds));
            return BatchSender.open(sender, upload(console));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private UploadConfig upload(Console console) {
        URI url = url();
        String key = key();
        UploadConfig config = UploadConfig.of(url)
                .withApiKey(key)
                .withAuthorities(authorities)
                .withGzip(!uncompressed);
        if ("http".equalsIgnoreCase(url.getScheme()) && !isHere(url.getHost())) {
            console.note("warning: " + url + " is not encrypted: packets" + (key == null ? "" : ", and the key,")
                    + " can be read on the way; use https");
        }
        return config;
    }

    private URI url() {
        if (server == null) {
            throw new UsageException("give --server URL: where to send to");
        }
        try {
            return URI.create(server);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--server " + server + ": " + e.getMessage(), e);
        }
    }

    private @Nullable String key() {
        if (keyFile == null) {
            String key = System.getenv(KEY_VARIABLE);
            return key == null || key.isBlank() ? null : key.strip();
        }
        String key;
        try {
            key = Files.readString(keyFile).strip();
        } catch (IOException e) {
            throw new UsageException("--api-key-file can't be read: " + Console.reason(e), e);
        }
        if (key.isEmpty()) {
            throw new UsageException("--api-key-file " + keyFile + " holds no key");
        }
        return key;
    }

    /** Returns a filter that leaves out the upload itself, which would otherwise be captured and uploaded again and again. */
    String filterOfOthers() {
        URI url = url();
        String host = String.valueOf(url.getHost()).replaceAll("[\\[\\]]", "");
        int port =
                url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        try {
            StringBuilder filter = new StringBuilder();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                filter.append(filter.isEmpty() ? "not (tcp port " + port + " and (" : " or ")
                        .append("host ")
                        .append(address.getHostAddress().replaceAll("%.*", ""));
            }
            return filter.append("))").toString();
        } catch (UnknownHostException e) {
            throw new UsageException("--server " + server + ": the host " + host + " is not known", e);
        }
    }

    private static boolean isHere(@Nullable String host) {
        return host != null && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }
}
