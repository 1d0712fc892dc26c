package io.nta.examples.server.output;

import io.nta.detect.Alert;
import io.nta.examples.server.http.Answers;
import io.nta.wire.AlertJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts each alert. {@code X-NTA-Signature} is {@code t=TIME,v1=HMAC}: seconds since the epoch, and the HMAC-SHA-256, in hexadecimal, of {@code TIME.BODY} with the secret. A receiver that checks
 * both, and that the time is recent, knows who sent it and that it isn't sent again by somebody else. {@code X-NTA-Delivery} is the same whenever the same is sent again.
 */
final class Webhook implements AlertOutput {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final URI uri;
    private final SecretKeySpec secret;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Webhook(URI uri, String secret) {
        this.uri = uri;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Override
    public String description() {
        return "the webhook at " + uri.getHost();
    }

    @Override
    public void send(String change, Alert alert) throws IOException {
        byte[] body = Answers.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("change", change);
            json.writeFieldName("alert");
            AlertJson.write(alert, json);
            json.writeEndObject();
        });
        String time = Long.toString(System.currentTimeMillis() / 1_000);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-NTA-Delivery", alert.id() + "-" + change)
                .header("X-NTA-Signature", "t=" + time + ",v1=" + signature(time, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (answer.statusCode() < OK || answer.statusCode() >= REDIRECT) {
                throw new IOException("it answered " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String signature(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }
}
