package io.nta.examples.server.config;

import io.nta.NtaException;
import io.nta.spi.ProviderConfig;
import io.nta.store.jdbc.RetentionConfig;
import io.nta.store.jdbc.SpoolConfig;
import io.nta.store.jdbc.StoreConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server's settings, checked. docs/server.md lists them.
 *
 * @param listen where it listens, and how it is protected
 * @param store the URL of the store
 * @param spool where rows and alerts wait while the store is away; {@code null} for the store's own choice
 * @param retention how long the store keeps things
 * @param ingest how much is taken
 * @param analysis what is made of it
 * @param streams how much is told to whom
 * @param outputs where alerts go besides
 * @param log how the log is written
 */
public record ServerConfig(
        ListenConfig listen,
        String store,
        @Nullable Path spool,
        RetentionConfig retention,
        IngestConfig ingest,
        AnalysisConfig analysis,
        StreamConfig streams,
        OutputConfig outputs,
        LogFormat log) {
    private static final String DEFAULT_STORE = "jdbc:sqlite:nta.db";

    /**
     * Reads the settings of all sources.
     *
     * @throws NtaException with every mistake, one a line
     */
    public static ServerConfig load(@Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
        return of(SettingSources.gather(file, environment, flags, names()));
    }

    /**
     * Reads settings by their dotted names.
     *
     * @throws NtaException with every mistake, one a line
     */
    public static ServerConfig of(Map<String, String> settings) {
        ProviderConfig config = ProviderConfig.of(settings);
        ServerConfig server = read(config);
        config.verify();
        server.listen.check();
        server.outputs.check();
        return server;
    }

    /** Returns the names of all settings, and how their defaults are written. */
    public static Map<String, String> defaults() {
        ProviderConfig config = ProviderConfig.of(Map.of());
        read(config);
        return config.declared();
    }

    private static Set<String> names() {
        return defaults().keySet();
    }

    private static ServerConfig read(ProviderConfig config) {
        return new ServerConfig(
                ListenConfig.read(config),
                config.text("store", DEFAULT_STORE),
                config.path("spool.folder").orElse(null),
                retention(config),
                IngestConfig.read(config),
                AnalysisConfig.read(config),
                StreamConfig.read(config),
                OutputConfig.read(config),
                config.choice("log.format", LogFormat.TEXT));
    }

    /**
     * Returns the store to open.
     *
     * @throws NtaException when the URL is none
     */
    public StoreConfig storeConfig() {
        StoreConfig byUrl = StoreConfig.of(store).withRetention(retention);
        return spool == null ? byUrl : byUrl.withSpool(SpoolConfig.in(spool));
    }

    private static RetentionConfig retention(ProviderConfig config) {
        RetentionConfig byDefault = RetentionConfig.defaults();
        return new RetentionConfig(
                config.duration("retention.packets", byDefault.packets(), Durations.NONE, Durations.CENTURY),
                config.integer("retention.packet_bytes", byDefault.packetBytes(), 0, Long.MAX_VALUE),
                config.duration("retention.rows", byDefault.rows(), Durations.NONE, Durations.CENTURY),
                byDefault.interval());
    }
}
