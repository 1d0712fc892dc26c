package io.nta.examples.cli;

import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.Figures;
import io.nta.examples.cli.output.TextTable;
import io.nta.examples.cli.output.UsageException;
import io.nta.examples.generate.Generator;
import io.nta.examples.generate.LabelFile;
import io.nta.examples.generate.Scenarios;
import io.nta.examples.generate.Settings;
import io.nta.examples.generate.frame.PcapWriter;
import io.nta.examples.generate.scenario.Regime;
import io.nta.examples.generate.scenario.Scenario;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nta generate}. */
@Command(
        name = "generate",
        header = "Generate a capture of simulated traffic, ordinary or hostile, with labels.",
        description = {
            "Simulates hosts that play a scenario. Writes what a sensor would see of it to FILE, gzipped if its name ends in .gz,"
                    + " and what happened when to NAME.labels.csv beside it, for 'nta evaluate'.",
            ""
        },
        footer = {
            "",
            "The same options give the same bytes on every machine. What they leave open (rates, ports, sizes, timing, hosts, how servers behave) is drawn from wide ranges by the seed and written into the labels' notes. The ranges are cut into 8 regimes that share no value: train on some, evaluate on the others.",
            "",
            "Examples:",
            "  nta generate --list",
            "  nta generate --scenario ssh_brute --seed 7 --minutes 10 out.pcap",
            "  nta generate --scenario ssh_brute --seed 7 --set port=2222 out.pcap.gz",
            "  nta generate --minutes 60 --set hosts=50 --set attacks=3 net.pcap.gz",
            "  nta generate --scenario flood --set sources=1000000 --packets 1000000 f.pcap",
            "",
            "Exit codes: 0 success; 1 FILE can't be written to its end; 2 wrong usage."
        })
final class GenerateCommand implements Callable<Integer> {
    private static final int SNAP_LENGTH = 262_144;
    private static final int MILLIS_PER_MINUTE = 60_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--list", description = "List the scenarios.")
    private boolean list;

    @Option(names = "--scenario", paramLabel = "NAME", description = "The scenario to play. Default: network.")
    private String scenario = "network";

    @Option(names = "--seed", paramLabel = "N", description = "Another seed gives other traffic. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long it lasts, in simulated time; may be a fraction. Default: 10.")
    private double minutes = 10;

    @Option(names = "--packets", paramLabel = "N", description = "End after so many packets, if not before.")
    private long packets = Long.MAX_VALUE;

    @Option(
            names = "--regime",
            paramLabel = "R",
            description = "Draw parameters from this regime, 0 to 7, or from all. Default: the seed modulo 8.")
    private @Nullable String regime;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "Set a parameter instead of drawing it; can be given several times. A wrong name lists those of the scenario.")
    private final Map<String, String> fixed = new LinkedHashMap<>();

    @Option(
            names = "--background",
            paramLabel = "N",
            description = "Add so many hosts with ordinary traffic. Default: 0.")
    private int background;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "The time of the first packet. Default: 2026-01-05T09:00:00Z.")
    private @Nullable String start;

    @Option(
            names = "--snap",
            paramLabel = "BYTES",
            description = "Store at most so many bytes of each packet. Default: all of it.")
    private int snap = SNAP_LENGTH;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The capture to write.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        if (list) {
            console.out().print(scenarios());
            console.out().flush();
            return ExitCodes.OK;
        }
        if (file == null) {
            throw new UsageException("give the FILE to write, or --list to see the scenarios");
        }
        Path labels = LabelFile.beside(file);
        Generator.Result result = generate(file);
        LabelFile.write(labels, result.episodes(), seed);
        console.out()
                .println(file + ": " + Figures.count(result.packets(), "packet") + ", "
                        + Figures.count(result.bytes(), "byte") + "; " + labels + ": "
                        + Figures.count(result.episodes().size(), "row"));
        console.out().flush();
        return ExitCodes.OK;
    }

    private Generator.Result generate(Path target) throws IOException {
        try {
            Scenario played = Scenarios.named(scenario);
            Settings settings = settings();
            // Once for nothing: a mistake in the parameters must not cost the file that was there.
            Generator.play(played, settings.limitedTo(1), (time, bytes, length) -> {});
            try (PcapWriter writer = PcapWriter.create(target, snap)) {
                return Generator.play(played, settings, writer);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new UsageException(target + ": can't be written; its folder must exist and be writable", e);
        }
    }

    private Settings settings() {
        if (!(minutes > 0) || packets <= 0 || background < 0 || snap <= 0) {
            throw new UsageException("--minutes, --packets and --snap have to be more than 0, --background at least 0");
        }
        Duration duration = Duration.ofMillis((long) (minutes * MILLIS_PER_MINUTE));
        Regime chosen = regime == null ? null : Regime.parse(regime);
        return new Settings(seed, chosen, Map.copyOf(fixed), startTime(), duration, packets, background);
    }

    private Instant startTime() {
        try {
            return start == null ? Settings.USUAL_START : Instant.parse(start);
        } catch (DateTimeParseException e) {
            throw new UsageException("--start is '" + start + "'; allowed: a time such as 2026-01-05T09:00:00Z", e);
        }
    }

    private static String scenarios() {
        List<Scenario> all = Scenarios.all();
        TextTable table = new TextTable("name", "label", "what happens");
        all.forEach(one -> table.add(one.name(), one.label(), one.description()));
        return table.toString();
    }
}
