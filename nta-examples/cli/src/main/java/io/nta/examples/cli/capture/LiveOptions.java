package io.nta.examples.cli.capture;

import io.nta.capture.LiveCaptureException;
import io.nta.capture.LiveConfig;
import io.nta.capture.LiveInterface;
import io.nta.capture.PcapLiveSource;
import io.nta.examples.cli.output.UsageException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose what is captured live, and how. */
public final class LiveOptions {
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IFACE",
            description =
                    "Capture from these interfaces: names or numbers from 'nta interfaces', separated by commas; 0 or all: every one that is up.")
    private @Nullable String interfaces;

    @Option(
            names = "--filter",
            paramLabel = "BPF",
            description = "Capture only what this filter matches, in tcpdump's language: 'not port 22'.")
    private @Nullable String filter;

    @Option(
            names = "--snaplen",
            paramLabel = "BYTES",
            description = "Capture at most so many bytes of each packet. Default: ${DEFAULT-VALUE}, all of it.")
    private int snapLength = LiveConfig.MAX_SNAP_LENGTH;

    @Option(names = "--no-promisc", description = "Don't put the interface into promiscuous mode.")
    private boolean unpromiscuous;

    @Option(
            names = "--buffer",
            paramLabel = "MIB",
            description = "The kernel's buffer for each interface, in MiB. Default: ${DEFAULT-VALUE}.")
    private int bufferMebibytes = LiveConfig.defaults().bufferBytes() / BYTES_PER_MEBIBYTE;

    @Option(
            names = "--read-timeout",
            paramLabel = "MS",
            description =
                    "How long the kernel may gather packets before it hands them over, in ms. Default: ${DEFAULT-VALUE}.")
    private int readTimeoutMillis = (int) LiveConfig.defaults().readTimeout().toMillis();

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "End after so many seconds. Default: run until Ctrl-C or SIGTERM.")
    private @Nullable Integer durationSeconds;

    /** Returns what {@code -i} says; null without it. */
    public @Nullable String interfaces() {
        return interfaces;
    }

    /** Returns how long to capture; zero without an end. */
    public Duration duration() {
        if (durationSeconds == null) {
            return Duration.ZERO;
        }
        if (durationSeconds < 1) {
            throw new UsageException("--duration is " + durationSeconds + "; allowed: 1 second or more");
        }
        return Duration.ofSeconds(durationSeconds);
    }

    /**
     * Starts to capture.
     *
     * @param choice which interfaces, in the words of {@code -i}
     * @param alsoFilter a filter beside the user's; null for none
     * @throws UsageException when the options are wrong
     * @throws LiveCaptureException when an interface can't be captured from
     */
    public PcapLiveSource open(String choice, @Nullable String alsoFilter) throws LiveCaptureException {
        LiveConfig config = config(alsoFilter);
        try {
            List<String> names = LiveInterface.choose(choice);
            return PcapLiveSource.open(names, config);
        } catch (LiveCaptureException e) {
            if (e.reason() == LiveCaptureException.Reason.WRONG_FILTER
                    || e.reason() == LiveCaptureException.Reason.NO_SUCH_INTERFACE) {
                throw new UsageException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private LiveConfig config(@Nullable String alsoFilter) {
        String both = filter == null || alsoFilter == null
                ? filter == null ? alsoFilter : filter
                : "(" + filter + ") and (" + alsoFilter + ')';
        try {
            return new LiveConfig(
                    both,
                    snapLength,
                    !unpromiscuous,
                    Math.multiplyExact(bufferMebibytes, BYTES_PER_MEBIBYTE),
                    Duration.ofMillis(readTimeoutMillis));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UsageException("--snaplen, --buffer or --read-timeout is out of range: " + e.getMessage(), e);
        }
    }
}
