package io.nta.examples.server.config;

import io.nta.NtaException;
import io.nta.spi.ProviderConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go besides the store.
 *
 * @param eveFile a file that a line of EVE JSON is added to for each; {@code null} for none
 * @param webhook where each is posted; {@code null} for nowhere
 * @param webhookSecret signs what is posted
 * @param syslogHost a syslog server; {@code null} for none
 * @param syslogPort its port
 * @param syslogProtocol how it is reached
 * @param queueAlerts how many may wait for each of these
 */
public record OutputConfig(
        @Nullable Path eveFile,
        @Nullable URI webhook,
        @Nullable String webhookSecret,
        @Nullable String syslogHost,
        int syslogPort,
        SyslogProtocol syslogProtocol,
        int queueAlerts) {
    private static final int SYSLOG_PORT = 514;

    /** How a syslog server is reached. */
    public enum SyslogProtocol {
        UDP,
        TCP
    }

    static OutputConfig read(ProviderConfig config) {
        URI none = URI.create("");
        URI webhook = config.parsed("webhook.url", none, OutputConfig::webUri, "an http or https URL");
        return new OutputConfig(
                config.path("eve.file").orElse(null),
                webhook.equals(none) ? null : webhook,
                config.text("webhook.secret").orElse(null),
                config.text("syslog.host").orElse(null),
                config.integer("syslog.port", SYSLOG_PORT, 1, 65_535),
                config.choice("syslog.protocol", SyslogProtocol.UDP),
                config.integer("outputs.queue_alerts", 1_000, 1, 100_000));
    }

    private static URI webUri(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("no web address");
        }
        return uri;
    }

    /** Throws an {@link NtaException} with everything that can't be so together. */
    void check() {
        List<String> mistakes = new ArrayList<>();
        if (webhook != null && (webhookSecret == null || webhookSecret.isBlank())) {
            mistakes.add("webhook.url needs webhook.secret, with which the receiver knows who posted");
        }
        if (!mistakes.isEmpty()) {
            throw new NtaException("The options are not valid:\n  " + String.join("\n  ", mistakes));
        }
    }
}
