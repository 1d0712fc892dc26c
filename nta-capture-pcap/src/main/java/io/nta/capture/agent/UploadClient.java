package io.nta.capture.agent;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.nta.NtaException;
import io.nta.capture.agent.UploadException.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts batches over connections that are kept open. Thread-safe. */
final class UploadClient {
    private static final Logger LOG = LoggerFactory.getLogger(UploadClient.class);
    /** Of an answer that is quoted. */
    private static final int QUOTED = 300;

    private static final double JITTER = 0.25;
    private static final int MAX_DOUBLINGS = 20;
    private static final int OK_LEAST = 200;
    private static final int OK_MOST = 299;
    private static final int SERVER_ERRORS = 500;

    private final UploadConfig config;
    private final HttpClient http;
    private final RetryPolicy<Integer> retries;

    /**
     * Creates a client.
     *
     * @throws NtaException when the authorities can't be read
     */
    UploadClient(UploadConfig config) {
        this.config = config;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        if (config.authorities() != null) {
            builder.sslContext(Authorities.only(config.authorities()));
        }
        this.http = builder.build();
        this.retries = retries(config);
    }

    private static RetryPolicy<Integer> retries(UploadConfig config) {
        return RetryPolicy.<Integer>builder()
                .handleIf(failure -> failure instanceof UploadException e && e.remedy() == Remedy.RETRY)
                .withMaxAttempts(config.tries())
                .withDelayFn(context -> wait(context.getLastException(), context.getAttemptCount(), config))
                .onRetry(event -> LOG.info("trying again: {}", String.valueOf(event.getLastException())))
                .build();
    }

    /** Returns what the server asks for, at least; else a back-off. Not Failsafe's own, whose jitter would shorten what is asked for. */
    private static Duration wait(@Nullable Throwable failure, int tried, UploadConfig config) {
        if (failure instanceof UploadException e && e.retryAfter() != null) {
            return shorter(e.retryAfter(), config.maxDelay());
        }
        long backOff = config.firstDelay().toMillis() << Math.min(tried - 1, MAX_DOUBLINGS);
        double jitter = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
        return shorter(Duration.ofMillis(Math.round(backOff * jitter)), config.maxDelay());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    boolean gzip() {
        return config.gzip();
    }

    /**
     * Sends a body until the server has it, as often as is allowed, and returns how many times it was sent.
     *
     * @throws UploadException when the server doesn't take it
     * @throws InterruptedException when the thread is interrupted, which ends the waits too
     */
    int send(byte[] body) throws UploadException, InterruptedException {
        int[] tries = new int[1];
        try {
            Failsafe.with(retries).get(() -> {
                tries[0]++;
                return sendOnce(body);
            });
            return tries[0];
        } catch (FailsafeException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UploadException failure) {
                throw failure;
            }
            if (cause instanceof InterruptedException) {
                InterruptedException interrupted = new InterruptedException("stopped while sending");
                interrupted.initCause(e);
                throw interrupted;
            }
            throw e;
        }
    }

    private int sendOnce(byte[] body) throws UploadException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.ingest())
                .timeout(config.requestTimeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (config.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        if (config.apiKey() != null) {
            request.header("Authorization", "Bearer " + config.apiKey());
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            String text;
            try (InputStream content = answer.body()) {
                text = new String(content.readNBytes(QUOTED), StandardCharsets.UTF_8);
                // To its end, or the connection can't be used again.
                content.skip(Long.MAX_VALUE);
            }
            return judge(answer, text);
        } catch (UploadException e) {
            throw e;
        } catch (SSLException e) {
            throw new UploadException(Remedy.LATER, untrusted(e), e);
        } catch (IOException e) {
            throw new UploadException(Remedy.RETRY, config.server() + " can't be reached: " + e, e);
        }
    }

    private String untrusted(SSLException failure) {
        return config.server() + " is not trusted: " + failure.getMessage()
                + "; give the certificate of its authority with --ca, if it is a private one";
    }

    private int judge(HttpResponse<InputStream> answer, String text) throws UploadException {
        int status = answer.statusCode();
        if (status >= OK_LEAST && status <= OK_MOST) {
            return status;
        }
        String told = config.ingest() + " answered " + status + (text.isBlank() ? "" : ": " + text.strip())
                + (status == 401 || status == 403 ? "; is the API key right, and may it ingest?" : "");
        throw new UploadException(
                remedy(status), told, retryAfter(answer.headers().firstValue("Retry-After")));
    }

    private static Remedy remedy(int status) {
        if (status >= SERVER_ERRORS) {
            return Remedy.RETRY;
        }
        switch (status) {
            case 408: // request timeout
            case 425: // too early
            case 429: // too many requests
                return Remedy.RETRY;
            case 400: // malformed
            case 413: // too large
            case 415: // unsupported, such as gzip
            case 422: // not understood
                return Remedy.NEVER;
            default:
                // A wrong key, address or proxy.
                return Remedy.LATER;
        }
    }

    /** Returns what Retry-After (RFC 9110, 10.2.3) says, seconds or a date; null when it says nothing sound. */
    static @Nullable Duration retryAfter(Optional<String> header) {
        return header.map(String::strip)
                .map(text -> text.chars().allMatch(Character::isDigit) ? seconds(text) : untilDate(text))
                .orElse(null);
    }

    private static @Nullable Duration seconds(String text) {
        // Longer ones exceed every limit all the same.
        return text.isEmpty() || text.length() > 9 ? null : Duration.ofSeconds(Long.parseLong(text));
    }

    private static @Nullable Duration untilDate(String text) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(Clock.systemUTC().instant(), date.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
