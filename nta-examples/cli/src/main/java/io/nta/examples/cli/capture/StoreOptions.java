package io.nta.examples.cli.capture;

import io.nta.NtaException;
import io.nta.RecordingSource;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.UsageException;
import io.nta.spi.PacketSource;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import io.nta.store.jdbc.StoreStats;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where results are kept. */
public final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "Keep packets, features and alerts in a database: jdbc:sqlite:FILE or postgresql://USER:PASSWORD@HOST/NAME. Storing a capture again changes nothing.")
    private @Nullable String url;

    @Option(
            names = "--store-packets",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "With --store, whether to keep the packets, too; --no-store-packets keeps only features and alerts.")
    private boolean packets = true;

    /**
     * Opens the store; {@code null} when none was asked for.
     *
     * @throws UsageException if it can't be opened
     */
    public @Nullable OpenStore open() {
        if (url == null) {
            return null;
        }
        try {
            return new OpenStore(JdbcFeatureStore.open(StoreConfig.of(url)), packets);
        } catch (NtaException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** An open store. */
    public record OpenStore(JdbcFeatureStore store, boolean packets) implements AutoCloseable {
        /** Returns the source, with its packets kept if that is asked for. */
        PacketSource recording(PacketSource source) {
            return packets ? new RecordingSource(source, store, null) : source;
        }

        /** Warns of what could not be written. */
        public void report(Console console) {
            StoreStats stats = store.stats();
            long lost = stats.spool().dropped() + stats.spool().refused();
            if (lost > 0) {
                console.error("--store", new IOException(lost + " writes are lost; the log says why"));
            }
            long refused = stats.written().refusedPackets();
            if (refused > 0) {
                console.error(
                        "--store", new IOException(refused + " packets were refused by the database and left out"));
            }
        }

        @Override
        public void close() {
            try {
                store.close();
            } catch (IOException e) {
                throw new NtaException("The store could not be closed: " + e.getMessage(), e);
            }
        }
    }
}
