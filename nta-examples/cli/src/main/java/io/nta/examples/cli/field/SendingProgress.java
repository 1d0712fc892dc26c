package io.nta.examples.cli.field;

import io.nta.capture.agent.BatchSender;
import io.nta.capture.agent.SenderStats;
import io.nta.examples.cli.output.Figures;
import io.nta.examples.cli.output.Terminal;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows on standard error, if somebody is watching, what a sender has done so far. */
final class SendingProgress {
    private static final String TO_START_AND_CLEAR = "\r\033[K";

    private final BatchSender sender;
    private final @Nullable ScheduledExecutorService timer;

    private SendingProgress(BatchSender sender, boolean shown) {
        this.sender = sender;
        this.timer = shown ? Executors.newSingleThreadScheduledExecutor(SendingProgress::daemon) : null;
        if (timer != null) {
            timer.scheduleAtFixedRate(this::print, 0, 1, TimeUnit.SECONDS);
        }
    }

    static SendingProgress show(BatchSender sender) {
        return new SendingProgress(sender, Terminal.isStandardError());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "nta-progress");
        thread.setDaemon(true);
        return thread;
    }

    private void print() {
        SenderStats stats = sender.stats();
        System.err.print(TO_START_AND_CLEAR + "sent " + Figures.count(stats.packets(), "packet") + ", "
                + Figures.count(stats.files(), "file") + "; " + waiting() + " waiting");
        System.err.flush();
    }

    private String waiting() {
        try {
            return Figures.count(sender.waiting());
        } catch (IOException e) {
            return "?";
        }
    }

    /** Returns the counts in a line. */
    static String summary(BatchSender sender) {
        SenderStats stats = sender.stats();
        return "sent " + Figures.count(stats.packets(), "packet") + " in " + stats.batches() + " batches of "
                + Figures.count(stats.files(), "file") + ", " + Figures.count(stats.bytes(), "byte") + "; "
                + stats.retries() + " retries; files left for later: " + stats.failedFiles() + ", set aside: "
                + stats.poisonedFiles() + ", given up: " + stats.discardedFiles();
    }

    void close() {
        if (timer != null) {
            timer.shutdown();
            System.err.print(TO_START_AND_CLEAR);
        }
    }
}
