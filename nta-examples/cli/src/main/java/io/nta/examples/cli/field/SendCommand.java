package io.nta.examples.cli.field;

import io.nta.capture.agent.BatchSender;
import io.nta.examples.cli.capture.UntilStopped;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nta send}. */
@Command(
        name = "send",
        header = "Upload the files that an agent has captured.",
        description = {"Uploads complete files, oldest first, until it is stopped.", ""},
        footer = {
            "",
            "A batch keeps its id however often it is sent, so the server stores it once. A file that fails 3 times goes to failed_uploads and is tried again every 5 minutes; a damaged one stays there with the reason beside it. See docs/sender.md.",
            "",
            "Examples:",
            "  nta send --server https://nta.example.org:8000 --ca ca.pem --api-key-file key",
            "  nta send --once --server http://localhost:8000",
            "",
            "Exit codes: 0 stopped as asked; 1 something could not be sent (--once); 2 wrong usage; 3 the spool can't be used."
        })
public final class SendCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final UploadOptions upload = new UploadOptions();

    @Option(names = "--spool", paramLabel = "DIR", description = "The agent's spool. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of(AgentCommand.DEFAULT_SPOOL);

    @Option(names = "--once", description = "Send the complete files, retry once those that failed before, and end.")
    private boolean once;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try (BatchSender sender = upload.open(folder, console)) {
            return UntilStopped.run(Duration.ZERO, sender::stop, () -> {
                int code = sendWatched(sender);
                console.out().println(SendingProgress.summary(sender));
                console.out().flush();
                return code;
            });
        } catch (IOException e) {
            console.error(e);
            return ExitCodes.UNREADABLE;
        }
    }

    private int sendWatched(BatchSender sender) {
        SendingProgress progress = SendingProgress.show(sender);
        try {
            return send(sender);
        } finally {
            progress.close();
        }
    }

    private int send(BatchSender sender) {
        if (!once) {
            sender.run();
            return ExitCodes.OK;
        }
        try {
            sender.sendReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCodes.FAILED;
        }
        boolean all = sender.stats().failedFiles() + sender.stats().poisonedFiles() == 0;
        return all ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
