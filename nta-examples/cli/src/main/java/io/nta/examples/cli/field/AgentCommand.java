package io.nta.examples.cli.field;

import io.nta.capture.LiveCaptureException;
import io.nta.capture.LiveInterface;
import io.nta.capture.PcapLiveSource;
import io.nta.capture.agent.Agent;
import io.nta.capture.agent.BatchSender;
import io.nta.capture.agent.SpoolConfig;
import io.nta.examples.cli.capture.LiveOptions;
import io.nta.examples.cli.capture.UntilStopped;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.Figures;
import io.nta.examples.cli.output.UsageException;
import io.nta.wire.AgentStats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nta agent}. */
@Command(
        name = "agent",
        header = "Capture packets for a server elsewhere to analyse.",
        description = {
            "Writes captured packets into files, a new one every few seconds; with --send it also uploads them.",
            ""
        },
        footer = {
            "",
            "Without -i it lists the interfaces and asks for one. Ctrl-C or SIGTERM ends it and completes the last file. The upload itself is not captured. See docs/agent.md.",
            "",
            "Examples:",
            "  nta agent -i eth0",
            "  nta agent -i eth0,eth1 --filter 'not port 22' -s 5 -b 50000",
            "  nta agent -i all --send --server https://nta.example.org --api-key-file key",
            "",
            "Exit codes: 0 stopped as asked; 2 wrong usage; 3 an interface can't be captured from, or the spool can't be used."
        })
public final class AgentCommand implements Callable<Integer> {
    static final String DEFAULT_SPOOL = "nta-spool";

    private static final double MILLIS = 1_000;
    private static final long BYTES_PER_MEBIBYTE = 1L << 20;
    /** What the sender still gets to send when the agent is told to end. */
    private static final Duration LAST_SENDING = Duration.ofSeconds(10);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final LiveOptions live = new LiveOptions();

    @Mixin
    private final UploadOptions upload = new UploadOptions();

    @Option(
            names = {"-s", "--save-interval"},
            paramLabel = "S",
            description = "Complete a file so many seconds after its first packet. Default: ${DEFAULT-VALUE}.")
    private double saveSeconds = 5;

    @Option(
            names = {"-b", "--buffer-size"},
            paramLabel = "N",
            description = "Complete a file at so many packets. Default: ${DEFAULT-VALUE}.")
    private int packets = SpoolConfig.DEFAULT_MAX_PACKETS;

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description = "The folder to write files into. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of(DEFAULT_SPOOL);

    @Option(
            names = "--spool-size",
            paramLabel = "MIB",
            description =
                    "How many MiB may wait to be sent; beyond that, packets are dropped and counted. Default: ${DEFAULT-VALUE}.")
    private long spoolMebibytes = 2_048;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The sensor's name on the server. Default: the host's name.")
    private @Nullable String name;

    @Option(names = "--send", description = "Also upload the files; needs --server.")
    private boolean send;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        if (upload.hasServer() && !send) {
            throw new UsageException("--server needs --send: without it nothing is uploaded");
        }
        SpoolConfig config = config();
        Duration duration = live.duration();
        try (PcapLiveSource source = live.open(interfaces(console), send ? upload.filterOfOthers() : null);
                BatchSender sender = send ? upload.open(folder, console) : null;
                Agent agent = Agent.open(source, source.interfaces(), source::drops, config)) {
            return UntilStopped.run(duration, source::stop, () -> {
                console.note("capturing from " + source.description() + " into " + folder + "; Ctrl-C ends");
                spool(agent, sender);
                console.out().println(summary(agent));
                if (sender != null) {
                    console.out().println(SendingProgress.summary(sender));
                }
                console.out().flush();
                return ExitCodes.OK;
            });
        } catch (LiveCaptureException e) {
            console.error(e);
        } catch (IOException e) {
            console.error(e);
        }
        return ExitCodes.UNREADABLE;
    }

    private SpoolConfig config() {
        try {
            return SpoolConfig.of(folder, name == null ? hostName() : name)
                    .withFiles(Duration.ofMillis(Math.round(saveSeconds * MILLIS)), packets)
                    .withMaxBytes(Math.multiplyExact(spoolMebibytes, BYTES_PER_MEBIBYTE));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void spool(Agent agent, @Nullable BatchSender sender) throws IOException {
        if (sender == null) {
            agent.run();
            return;
        }
        Thread sending = new Thread(sender::run, "nta-send");
        sending.start();
        try {
            agent.run();
        } finally {
            end(sender, sending);
        }
    }

    /** Gives the sender a while for the last file; what it can't send stays in the spool. */
    private static void end(BatchSender sender, Thread sending) {
        try {
            long until = System.nanoTime() + LAST_SENDING.toNanos();
            while (sending.isAlive() && sender.isAnythingWaiting() && System.nanoTime() - until < 0) {
                Thread.sleep(50);
            }
            sender.stop();
            sending.interrupt();
            sending.join(LAST_SENDING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String summary(Agent agent) {
        AgentStats stats = agent.stats();
        return "captured " + Figures.count(stats.captured(), "packet") + ", spooled " + Figures.count(agent.spooled())
                + " in " + Figures.count(agent.files(), "file") + "; not spooled: " + stats.undecoded()
                + " undecoded, " + stats.droppedBySpool() + " for lack of space; lost: " + stats.droppedByKernel()
                + " by the kernel, " + stats.droppedByInterface() + " by the interface";
    }

    private String interfaces(Console console) throws IOException {
        if (live.interfaces() != null) {
            return live.interfaces();
        }
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return new InterfaceChoice(LiveInterface.list(), answers, console.out()).ask();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "agent";
        }
    }
}
