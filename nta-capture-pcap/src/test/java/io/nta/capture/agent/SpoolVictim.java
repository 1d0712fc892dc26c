package io.nta.capture.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/** Spools or sends in a process of its own, which dies on the way. */
public final class SpoolVictim {
    static final int EXIT_CODE = 137;
    /** Packets of each of its two files. */
    static final int PACKETS = 5;

    private SpoolVictim() {}

    /** Runs {@code spool FOLDER STEP} or {@code send FOLDER URL}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("send")) {
            Spooling.send(folder, Spooling.upload(URI.create(arguments[2])));
            return;
        }
        SpoolStep last = SpoolStep.valueOf(arguments[2]);
        SpoolStep.Seam seam = (step, file) -> {
            if (step == last && file.endsWith("_000002.json")) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        };
        Spool spool = Spool.open(Spooling.config(folder, PACKETS), () -> Spooling.STATS, Clock.systemUTC(), seam);
        for (int number = 0; number < 2 * PACKETS; number++) {
            spool.write(Packets.number(number));
        }
        spool.close();
    }

    static Process start(Object... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolVictim.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).inheritIO().start();
    }
}
