package io.nta.examples.cli.capture;

import io.nta.examples.cli.output.ExitCodes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets something run until Ctrl-C or SIGTERM, or for a while, and then end in order. However it ends, the process ends with its exit code. */
public final class UntilStopped {
    /** Service managers kill after some 90 s. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int exitCode = ExitCodes.FAILED;

    private UntilStopped() {}

    /** What runs. */
    @FunctionalInterface
    public interface Work<X extends Exception> {
        /** Returns the exit code, when all is done and printed. */
        int run() throws X;
    }

    /**
     * Runs {@code work} on this thread and returns its exit code.
     *
     * @param duration after which {@code stop} is called; zero for never
     * @param stop makes {@code work} end soon; called from another thread, perhaps twice
     */
    public static <X extends Exception> int run(Duration duration, Runnable stop, Work<X> work) throws X {
        return new UntilStopped().runAll(duration, stop, work);
    }

    private <X extends Exception> int runAll(Duration duration, Runnable stop, Work<X> work) throws X {
        Thread hook = new Thread(() -> endOrderly(stop), "nta-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Thread timer = new Thread(() -> stopAfter(duration, stop), "nta-duration");
        timer.setDaemon(true);
        timer.start();
        try {
            exitCode = work.run();
            return exitCode;
        } finally {
            takeBack(hook);
            done.countDown();
        }
    }

    private void stopAfter(Duration duration, Runnable stop) {
        try {
            if (!duration.isZero() && !done.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                stop.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endOrderly(Runnable stop) {
        stop.run();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "nta: not done " + PATIENCE_SECONDS + " s after it was told to end; ending all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        // Else the exit code would be that of the signal, which means failure to service managers and scripts.
        Runtime.getRuntime().halt(exitCode);
    }

    private static void takeBack(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already, and waits for us.
        }
    }
}
