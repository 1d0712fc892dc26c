package io.nta.store.jdbc.spool;

import io.nta.store.jdbc.SpoolConfig;
import io.nta.store.jdbc.StoreUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes that go to the database as long as it is there, and wait on disk while it is away; in their order either way. Any thread may write.
 */
public final class SpooledWrites implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SpooledWrites.class);

    /** Writes to the database. */
    @FunctionalInterface
    public interface Target {
        /**
         * Writes it.
         *
         * @return whether it was new
         * @throws StoreUnavailableException when the database is away
         * @throws IOException when it refuses
         */
        boolean apply(StoreWrite write) throws IOException;
    }

    /**
     * How it stands with a spool.
     *
     * @param waiting writes that wait
     * @param bytes their bytes
     * @param dropped writes that gave way to newer ones because the spool was full
     * @param refused writes that the database refused when it was back, or that could not be read again
     */
    public record Counts(int waiting, long bytes, long dropped, long refused) {}

    private final Target target;
    private final SpoolConfig config;
    private final Spool spool;
    private final Thread drainer;
    private long refused;
    private volatile boolean closed;

    /**
     * Opens the spool; what an earlier process left in it is written first.
     *
     * @throws IOException when the spool's folder can't be used
     */
    public SpooledWrites(Target target, SpoolConfig config) throws IOException {
        this.target = target;
        this.config = config;
        this.spool = Spool.open(config.folder(), config.maxBytes());
        this.drainer = new Thread(this::drainAlways, "nta-store-spool");
        drainer.setDaemon(true);
        drainer.start();
    }

    /**
     * Writes to the database, or to the disk when it is away or others wait already. Either way it is kept when this returns.
     *
     * @return whether it was new; one that has to wait counts as new
     * @throws IOException when the database refuses, or neither takes it
     */
    public boolean write(StoreWrite write) throws IOException {
        synchronized (spool) {
            if (!spool.isEmpty()) {
                spool.add(write);
                return true;
            }
        }
        try {
            return target.apply(write);
        } catch (StoreUnavailableException e) {
            synchronized (spool) {
                if (spool.isEmpty()) {
                    LOG.warn("Writes wait in {} until the store is back: {}", config.folder(), e.getMessage());
                }
                spool.add(write);
                spool.notifyAll();
            }
            return true;
        }
    }

    private void drainAlways() {
        try {
            while (!closed) {
                if (!drainOne()) {
                    synchronized (spool) {
                        if (!closed) {
                            spool.wait(config.retry().toMillis());
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the oldest that waits; returns {@code false} when there is none, or the database is still away. */
    private boolean drainOne() {
        try {
            Spool.Oldest oldest;
            synchronized (spool) {
                oldest = spool.oldest();
            }
            if (oldest == null) {
                return false;
            }
            apply(oldest.write());
            synchronized (spool) {
                spool.remove(oldest);
                if (spool.isEmpty()) {
                    LOG.info("The store is back, and everything that waited in {} is written", config.folder());
                }
            }
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        } catch (IOException e) {
            LOG.warn("The spool {} can't be read: {}", config.folder(), e.getMessage());
            return false;
        }
    }

    private void apply(StoreWrite write) throws StoreUnavailableException {
        try {
            target.apply(write);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // It would be refused again, and everything behind it would wait for ever.
            LOG.error("The store refuses a write that waited, which is lost", e);
            synchronized (spool) {
                refused++;
            }
        }
    }

    /** Returns how it stands. */
    public Counts counts() {
        synchronized (spool) {
            return new Counts(spool.writes(), spool.bytes(), spool.dropped(), refused + spool.unreadable());
        }
    }

    /** Writes what waits, if the database is there; the rest stays for the next process. */
    @Override
    public void close() throws IOException {
        closed = true;
        synchronized (spool) {
            spool.notifyAll();
        }
        boolean interrupted = joined();
        while (drainOne()) {
            // One by one, until none is left or the database is away.
        }
        synchronized (spool) {
            if (!spool.isEmpty()) {
                LOG.warn(
                        "{} writes wait in {} for the store to return; the next nta with this store writes them",
                        spool.writes(),
                        config.folder());
            }
            spool.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean joined() {
        try {
            drainer.join();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
