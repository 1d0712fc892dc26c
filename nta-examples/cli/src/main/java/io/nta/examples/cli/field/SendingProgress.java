package io.nta.examples.cli.field;

import io.nta.capture.agent.BatchSender;
import io.nta.capture.agent.SenderStats;
import io.nta.examples.cli.output.Figures;
import io.nta.examples.cli.output.Terminal;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Shows on standard error, if somebody is watching, what a sender has done so far. */
final class SendingProgress {
    private static final long PERIOD_MILLIS = 1_000;
    private static final String TO_START_AND_CLEAR = "\r\033[K";

    private final BatchSender sender;
    private final @Nullable Timer timer;

    private SendingProgress(BatchSender sender, boolean shown) {
        this.sender = sender;
        this.timer = shown ? new Timer("nta-progress", true) : null;
        if (timer != null) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            print();
                        }
                    },
                    0,
                    PERIOD_MILLIS);
        }
    }

    static SendingProgress show(BatchSender sender) {
        return new SendingProgress(sender, Terminal.isStandardError());
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
        return "sent " + Figures.count(stats.packets(), "packet") + " in " + stats.batches()
                + (stats.batches() == 1 ? " batch" : " batches") + " of "
                + Figures.count(stats.files(), "file") + ", " + Figures.count(stats.bytes(), "byte") + "; retries: "
                + stats.retries() + ", failures of files: " + stats.failedFiles() + ", set aside: "
                + stats.poisonedFiles() + ", deleted for lack of space: " + stats.discardedFiles();
    }

    void close() {
        if (timer != null) {
            timer.cancel();
            System.err.print(TO_START_AND_CLEAR);
        }
    }
}
