package io.nta.capture.agent;

import io.nta.capture.agent.SpoolBatches.Batch;
import io.nta.capture.agent.SpoolBatches.BatchSize;
import io.nta.capture.agent.UploadException.Remedy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads what a {@link Spool} holds, oldest first, only files that are marked as complete.
 *
 * <p>A batch has an id made of its file's content and its place in it, so sending it again, after whatever failure, changes nothing on a server that knows ids. What the server doesn't
 * take after some tries goes to {@code failed_uploads} and is tried again later; what nobody will ever take, such as a damaged file, is set aside there with its reason. Neither keeps other files
 * waiting. docs/sender.md tells what each failure does.
 *
 * <p>One thread runs it; {@link #stop} and {@link #stats} can be called from any.
 */
public final class BatchSender implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
    /** So often what is kept is looked through, at most. */
    private static final long TIDY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private enum Count {
        FILES,
        BATCHES,
        PACKETS,
        BYTES,
        RETRIES,
        FAILED,
        POISONED,
        DISCARDED
    }

    private final SenderConfig config;
    private final UploadClient client;
    private final SpoolFolders folders;
    private final KeptFiles kept;
    private final Closeable lock;
    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private long retryFailedAt = System.nanoTime();
    private long tidyAt = System.nanoTime();

    private BatchSender(SenderConfig config, UploadClient client, SpoolFolders folders) throws IOException {
        this.config = config;
        this.client = client;
        this.folders = folders;
        this.kept = new KeptFiles(folders, config.keepAge(), config.keepBytes());
        this.lock = folders.lock("sender");
    }

    /**
     * Opens the spool.
     *
     * @throws IOException when the folder can't be used, or another sender uses it
     * @throws io.nta.NtaException when the authorities can't be read
     */
    public static BatchSender open(SenderConfig config, UploadConfig upload) throws IOException {
        return new BatchSender(config, new UploadClient(upload), SpoolFolders.open(config.folder()));
    }

    /** Sends until {@link #stop}, or until the thread is interrupted. */
    public void run() {
        try {
            do {
                sendReady();
            } while (!stopping.await(config.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes {@link #run} return when the batch that is being sent is done with. */
    public void stop() {
        stopping.countDown();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /**
     * Sends what is complete now, and what has failed before when its time has come, and returns.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public void sendReady() throws InterruptedException {
        try {
            sendAll(folders.ready(), false);
            if (System.nanoTime() - retryFailedAt >= 0) {
                sendAll(folders.failedToRetry(), true);
                retryFailedAt = System.nanoTime() + config.retryFailed().toNanos();
            }
            tidy();
        } catch (IOException e) {
            LOG.warn("The spool {} can't be used: {}", config.folder(), e.toString());
        }
    }

    /** Sends files, which have failed before if this is done {@code again}. */
    private void sendAll(List<Path> files, boolean again) throws IOException, InterruptedException {
        for (Path file : files) {
            if (isStopping()) {
                return;
            }
            try {
                send(SpoolFile.inspect(file));
                folders.move(file, folders.processed());
                add(Count.FILES, 1);
            } catch (SpoolFile.PoisonedException e) {
                setAside(file, String.valueOf(e.getMessage()));
            } catch (UploadException e) {
                failed(file, e);
                if (again) {
                    // The others would fail likewise, and new files wait.
                    return;
                }
            } catch (IOException e) {
                LOG.warn("{} can't be read or moved: {}", file, e.toString());
            }
            tidyIfDue();
        }
    }

    private void send(SpoolFile file) throws IOException, InterruptedException {
        BatchSize size = new BatchSize(config.batchPackets(), config.batchBytes());
        try (SendProgress progress = SendProgress.open(file.path(), size);
                SpoolBatches batches = new SpoolBatches(file, progress.size(), client.gzip())) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                // One without packets has the agent's counts.
                if (batch.to() > progress.sent() || batch.packets() == 0) {
                    send(batch);
                    progress.sent(batch.to());
                }
            }
        }
    }

    private void send(Batch batch) throws UploadException, InterruptedException {
        int tries = client.send(batch.body());
        add(Count.BATCHES, 1);
        add(Count.PACKETS, batch.packets());
        add(Count.BYTES, batch.body().length);
        add(Count.RETRIES, tries - 1);
    }

    private void failed(Path file, UploadException failure) throws IOException {
        if (failure.remedy() == Remedy.NEVER) {
            setAside(file, "The server will not have it: " + failure.getMessage());
            return;
        }
        add(Count.FAILED, 1);
        LOG.warn(
                "{} is left for later and tried again every {} s: {}",
                file.getFileName(),
                config.retryFailed().toSeconds(),
                failure.getMessage());
        if (!file.startsWith(folders.failed())) {
            folders.move(file, folders.failed());
        }
    }

    private void setAside(Path file, String reason) throws IOException {
        add(Count.POISONED, 1);
        LOG.warn("{} is set aside in {}: {}", file.getFileName(), folders.failed(), reason);
        folders.setAside(file, reason);
    }

    private void tidyIfDue() throws IOException {
        if (System.nanoTime() - tidyAt >= 0) {
            tidy();
        }
    }

    private void tidy() throws IOException {
        kept.tidyProcessed();
        add(Count.DISCARDED, kept.tidyFailed());
        tidyAt = System.nanoTime() + TIDY_NANOS;
    }

    private void add(Count count, long more) {
        counts.addAndGet(count.ordinal(), more);
    }

    private long get(Count count) {
        return counts.get(count.ordinal());
    }

    /** Returns what was done so far. */
    public SenderStats stats() {
        return new SenderStats(
                get(Count.FILES),
                get(Count.BATCHES),
                get(Count.PACKETS),
                get(Count.BYTES),
                get(Count.RETRIES),
                get(Count.FAILED),
                get(Count.POISONED),
                get(Count.DISCARDED));
    }

    /** Returns how many files wait to be sent. */
    public int waiting() throws IOException {
        return folders.ready().size();
    }

    /** Returns whether a file waits to be sent; false when that can't be told. */
    public boolean isAnythingWaiting() {
        try {
            return waiting() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Releases the spool. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
