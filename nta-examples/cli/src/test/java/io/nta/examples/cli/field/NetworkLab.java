package io.nta.examples.cli.field;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two hosts on one wire, each a network namespace of its own: {@value #CLIENT} and {@value #SERVER}. Nothing leaves them. Packets are given their times by the kernel once, before any capture
 * sees them, so that two captures of one interface have equal times.
 */
final class NetworkLab implements AutoCloseable {
    static final String CLIENT = "10.77.0.1";
    static final String SERVER = "10.77.0.2";
    static final String MISSING =
            "needs root, and ip, tcpdump, nmap, hping3 and ping: it makes network namespaces and captures in them";

    private static final List<String> TOOLS = List.of("ip", "tcpdump", "nmap", "hping3", "ping");
    private static final long PATIENCE_SECONDS = 120;

    private final String clientSpace = "nta-c-" + ProcessHandle.current().pid();
    private final String serverSpace = "nta-s-" + ProcessHandle.current().pid();
    private final List<Process> started = new ArrayList<>();

    /** For {@code @EnabledIf}. */
    static boolean isPossible() {
        return System.getProperty("user.name").equals("root") && TOOLS.stream().allMatch(NetworkLab::isInstalled);
    }

    private static boolean isInstalled(String tool) {
        String folders = System.getenv("PATH") + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin";
        for (String folder : folders.split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }

    NetworkLab() throws Exception {
        run("ip", "netns", "add", clientSpace);
        run("ip", "netns", "add", serverSpace);
        connect();
        run("ip", "-n", clientSpace, "link", "set", "lo", "up");
        run("ip", "-n", serverSpace, "link", "set", "lo", "up");
        // ping asks for times with its packets, and while anybody does, the kernel stamps each packet when it arrives.
        startIn(clientSpace, "ping", "-q", "-i", "5", "127.0.0.1");
    }

    /** Lays the wire, anew if it was cut. */
    void connect() throws Exception {
        run(
                "ip",
                "-n",
                clientSpace,
                "link",
                "add",
                "wire",
                "type",
                "veth",
                "peer",
                "name",
                "wire",
                "netns",
                serverSpace);
        run("ip", "-n", clientSpace, "addr", "add", CLIENT + "/24", "dev", "wire");
        run("ip", "-n", serverSpace, "addr", "add", SERVER + "/24", "dev", "wire");
        run("ip", "-n", clientSpace, "link", "set", "wire", "up");
        run("ip", "-n", serverSpace, "link", "set", "wire", "up");
    }

    /** Cuts the wire: the interface is gone on both hosts. */
    void disconnect() throws Exception {
        run("ip", "-n", serverSpace, "link", "del", "wire");
    }

    /** Runs a command on the client to its end. */
    void client(String... command) throws Exception {
        run(inSpace(clientSpace, command).toArray(String[]::new));
    }

    /** Runs hping3 on the client, which fails when nobody answers it. */
    void hping(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("hping3", "-q"));
        command.addAll(List.of(arguments));
        command.add(SERVER);
        Process process = startIn(clientSpace, command.toArray(String[]::new));
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("hping3 did not end");
        }
    }

    /** Starts a command on the client, and doesn't wait for it. */
    Process startClient(List<String> command) throws IOException {
        return startIn(clientSpace, command.toArray(String[]::new));
    }

    /** Starts a command on the server. What it prints goes to {@code output}. */
    Process server(Path output, List<String> command) throws IOException {
        return startIn(serverSpace, output, command.toArray(String[]::new));
    }

    private Process startIn(String space, String... command) throws IOException {
        return startIn(space, null, command);
    }

    private Process startIn(String space, Path output, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(inSpace(space, command)).redirectErrorStream(true);
        builder.redirectOutput(
                output == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(output.toFile()));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static List<String> inSpace(String space, String... command) {
        // Where a shell runs the build in the background, Ctrl-C is ignored by all that it starts.
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", space, "env", "--default-signal=INT"));
        all.addAll(List.of(command));
        return all;
    }

    /** Ends a process of this lab by a signal, and waits for it. */
    static int end(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        return exitCode(process);
    }

    /** Waits for a process to end, and returns its exit code. */
    static int exitCode(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(process + " did not end");
        }
        return process.exitValue();
    }

    /** Waits until a file says something. */
    static void await(Path file, String text) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("'" + text + "' isn't in " + file + ": "
                        + (Files.exists(file) ? Files.readString(file) : "missing"));
            }
            Thread.sleep(20);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + output);
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
        run("ip", "netns", "del", clientSpace);
        run("ip", "netns", "del", serverSpace);
    }
}
