package io.nta.examples.server.testkit;

import io.nta.capture.agent.BatchSender;
import io.nta.capture.agent.SenderConfig;
import io.nta.capture.agent.UploadConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Our sender in a process of its own, which can be killed. It ends when everything that the spool holds is sent. */
public final class SenderProcess {
    private static final int BATCH_PACKETS = 150;
    /** So that no file is left for later, and what comes after it is not sent before it. */
    private static final int TRIES = 10_000;

    private final Process process;

    private SenderProcess(Process process) {
        this.process = process;
    }

    /** Runs with a spool's folder and a server's URL. */
    public static void main(String[] arguments) throws Exception {
        UploadConfig upload = new UploadConfig(
                URI.create(arguments[1]),
                null,
                null,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                TRIES,
                Duration.ofMillis(5),
                Duration.ofMillis(50));
        SenderConfig config = SenderConfig.of(Path.of(arguments[0])).withBatchPackets(BATCH_PACKETS);
        try (BatchSender sender = BatchSender.open(config, upload)) {
            while (sender.isAnythingWaiting()) {
                sender.sendReady();
            }
        }
    }

    /** Starts one. */
    public static SenderProcess start(Path spool, URI server) throws IOException {
        return new SenderProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SenderProcess.class.getName(),
                        spool.toString(),
                        server.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Waits until it has sent everything; returns whether it did. */
    public boolean ends(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }
}
