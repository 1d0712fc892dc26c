package io.nta.store.jdbc;

import io.nta.spi.FeatureStore;
import io.nta.spi.FeatureStoreProvider;
import io.nta.spi.ProviderConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Makes a {@link JdbcFeatureStore}; its name is {@value #NAME}. Its options, all but {@code url} with a default: {@code url} (see {@link StoreUrl}), {@code retention.packets},
 * {@code retention.packet_bytes}, {@code retention.rows} and {@code retention.interval} (see {@link RetentionConfig}), {@code spool.folder}, {@code spool.bytes} and
 * {@code spool.enabled} (see {@link SpoolConfig}), {@code read_connections}.
 */
public final class JdbcFeatureStoreProvider implements FeatureStoreProvider {
    /** The name by which it is chosen. */
    public static final String NAME = "jdbc";

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int MAX_READERS = 64;

    /** For the loader. */
    public JdbcFeatureStoreProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FeatureStore create(ProviderConfig config) {
        String url = config.requiredText("url");
        RetentionConfig byDefault = RetentionConfig.defaults();
        RetentionConfig retention = new RetentionConfig(
                config.duration("retention.packets", byDefault.packets(), Duration.ZERO, LONGEST),
                config.integer("retention.packet_bytes", byDefault.packetBytes(), 0, Long.MAX_VALUE),
                config.duration("retention.rows", byDefault.rows(), Duration.ZERO, LONGEST),
                config.duration("retention.interval", byDefault.interval(), Duration.ZERO, LONGEST));
        boolean spooled = config.bool("spool.enabled", true);
        Path folder = config.path("spool.folder").orElse(null);
        long spoolBytes = config.integer("spool.bytes", 1L << 30, 1, Long.MAX_VALUE);
        int readers = config.integer("read_connections", 4, 1, MAX_READERS);
        config.verify();
        StoreConfig store = StoreConfig.of(url).withRetention(retention).withReadConnections(readers);
        SpoolConfig spool = Objects.requireNonNull(store.spool());
        return JdbcFeatureStore.open(store.withSpool(
                spooled ? new SpoolConfig(folder == null ? spool.folder() : folder, spoolBytes, spool.retry()) : null));
    }
}
