package io.nta.examples.cli.field;

import io.nta.examples.cli.NtaCommand;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command in a JVM of its own. */
final class LiveCommands {
    private LiveCommands() {}

    /** The packaged command where it is there, whose manifest brings its libraries: on this test's own class path each would stand twice then. */
    private static String classPath() {
        String whole = System.getProperty("java.class.path");
        return Stream.of(whole.split(File.pathSeparator))
                .filter(entry -> entry.matches(".*nta-cli-[^/\\\\]*\\.jar"))
                .findFirst()
                .orElse(whole);
    }

    static List<String> nta(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                classPath(),
                NtaCommand.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** The command as its launcher starts it, with this build and these options of Java. */
    static List<String> launched(String javaOptions, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "NTA_BUILDING=yes",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "NTA_JAVA_OPTS=" + javaOptions,
                "sh",
                "../../nta"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** A program that sends so many datagrams, at so many a second. */
    static List<String> paced(String host, int packets, int rate) {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                PacedSender.class.getName(),
                host,
                Integer.toString(packets),
                Integer.toString(rate));
    }

    /** tcpdump with nanoseconds, which writes what it has when it is told to end. */
    static List<String> tcpdump(Object file, int snapLength, String filter) {
        return List.of(
                "tcpdump",
                "-i",
                "wire",
                "-s",
                Integer.toString(snapLength),
                "-B",
                "32768",
                "--time-stamp-precision=nano",
                "-w",
                file.toString(),
                filter);
    }
}
