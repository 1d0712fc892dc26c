package io.nta.examples.cli;

import io.nta.AlertListener;
import io.nta.NtaException;
import io.nta.detect.Alert;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.UntilStopped;
import io.nta.examples.cli.demo.DemoCapture;
import io.nta.examples.cli.demo.DemoServer;
import io.nta.examples.cli.demo.FirstView;
import io.nta.examples.cli.demo.Replay;
import io.nta.examples.cli.evaluation.DemoReport;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.Figures;
import io.nta.packet.PacketRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nta demo}. */
@Command(
        name = "demo",
        header = "Show nta at work: a server, its pages, and attacks as they are found.",
        description = {
            "Starts a server with a temporary store on this machine and replays a capture into it, as if it were live: real tools attack hosts amid ordinary traffic."
                    + " Prints READY and the address of the dashboard, then each alert as it is raised.",
            "",
            "Ctrl-C ends it and deletes the store.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  nta demo            look at the dashboard during and after the replay",
            "  nta demo --exit     check that every attack is found and the dashboard works",
            "",
            "Exit codes: 0 success (with --exit: every attack was found, no alert is wrong and the dashboard works); 1 failure; 2 wrong usage."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String CAPTURE = "demo.pcap.gz";
    private static final String LABELS = "demo.labels.csv";
    /** For a pair of eyes; two seconds of traffic take this long. */
    private static final Duration WATCHABLE = Duration.ofMillis(150);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--exit", description = "End after the replay, and report what was found.")
    private boolean exit;

    @Override
    public Integer call() throws Exception {
        Console console = Console.of(spec);
        DemoCapture capture = DemoCapture.read(resource(CAPTURE), CAPTURE, Instant.now());
        AlertPrinter alerts = new AlertPrinter(console.out());
        DemoServer server = new DemoServer(alerts);
        return UntilStopped.run(Duration.ZERO, () -> close(server, console), () -> {
            try (server) {
                return show(server, capture, alerts, console);
            }
        });
    }

    private int show(DemoServer server, DemoCapture capture, AlertPrinter alerts, Console console)
            throws IOException, InterruptedException {
        try {
            server.start();
            console.out().println("READY " + server.url());
            replay(server, capture.packets(), capture.duration(), console.out());
            if (exit) {
                return report(server, capture, alerts, console);
            }
            console.out().println("All is replayed. The page stays until you press Ctrl-C.");
            console.out().flush();
            server.await();
            return ExitCodes.OK;
        } catch (IOException | NtaException e) {
            if (server.isClosed()) {
                return stopped();
            }
            throw e;
        }
    }

    private void replay(DemoServer server, List<PacketRecord> packets, Duration duration, PrintWriter out)
            throws IOException, InterruptedException {
        Replay replay = new Replay(server.url(), exit ? Duration.ZERO : WATCHABLE);
        out.println("Replaying " + Figures.count(packets.size(), "packet")
                + " of a small network: clients browse, log in and ping, and real tools attack among them.");
        if (!exit) {
            out.println(Figures.duration(duration) + " of traffic pass in some "
                    + replay.pauses(packets).toSeconds() + " s.");
        }
        out.flush();
        replay.send(packets);
    }

    /** What was to be told at the end wasn't. */
    private int stopped() {
        return exit ? ExitCodes.FAILED : ExitCodes.OK;
    }

    /** What was drained is still there to be asked for. */
    private int report(DemoServer server, DemoCapture capture, AlertPrinter alerts, Console console)
            throws IOException, InterruptedException {
        if (!server.drain(PATIENCE)) {
            throw new IOException("The analysis of the replay did not end within " + PATIENCE.toMinutes() + " minutes");
        }
        if (server.isClosed()) {
            return stopped();
        }
        List<Long> times =
                capture.packets().stream().map(PacketRecord::timestampNanos).toList();
        CaptureResult result = new CaptureResult(
                CAPTURE, null, alerts.all(), 0, 0, Collections.min(times), Collections.max(times), null);
        int answered = new FirstView(server.url()).ask(Instant.ofEpochSecond(0, Collections.max(times)));
        String labels = new String(resource(LABELS).readAllBytes(), StandardCharsets.UTF_8);
        DemoReport report = DemoReport.of(result, labels, capture.shift());
        console.out().println();
        console.out().print(report.text());
        console.out()
                .println("The dashboard works: the " + Figures.count(answered, "request")
                        + " of a first view were answered.");
        console.out().println("Next: nta analyze FILE, on a capture of your own.");
        console.out().flush();
        return report.isRight() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static void close(DemoServer server, Console console) {
        try {
            server.close();
        } catch (IOException e) {
            console.error(e);
        }
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream resource = DemoCommand.class.getResourceAsStream(name);
        if (resource == null) {
            throw new FileNotFoundException(name + " is missing from the jar: build it anew with ./nta");
        }
        return resource;
    }

    /** Prints alerts when they open, and keeps their newest state. */
    private static final class AlertPrinter implements AlertListener {
        private final PrintWriter out;
        private final Map<String, Alert> alerts = new LinkedHashMap<>();

        AlertPrinter(PrintWriter out) {
            this.out = out;
        }

        @Override
        public synchronized void onOpened(Alert alert) {
            alerts.put(alert.id(), alert);
            out.println("ALERT " + alert.severity() + " " + alert.attackType() + " " + Figures.attacker(alert)
                    + " > " + Figures.target(alert) + ": "
                    + alert.details().message());
            out.flush();
        }

        @Override
        public synchronized void onUpdated(Alert alert) {
            alerts.put(alert.id(), alert);
        }

        @Override
        public synchronized void onClosed(Alert alert) {
            alerts.put(alert.id(), alert);
        }

        synchronized List<Alert> all() {
            return alerts.values().stream()
                    .sorted(Comparator.comparing(Alert::detectedAt))
                    .toList();
        }
    }
}
