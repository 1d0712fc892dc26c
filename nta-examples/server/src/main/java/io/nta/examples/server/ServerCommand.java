package io.nta.examples.server;

import io.nta.NtaException;
import io.nta.examples.server.config.ServerConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nta server}. */
@Command(
        name = "server",
        subcommands = KeyCommand.class,
        header = "Receive packets from agents, analyse them, and serve the API and dashboard.",
        description = {"Runs until it is stopped by Ctrl-C or SIGTERM, and then ends with exit code 0.", ""},
        footer = {
            "",
            "Settings come from the file given by --config, the environment (NTA_SERVER_PORT for port) and the options; the later of these wins. All are in docs/server.md.",
            "",
            "Examples:",
            "  nta server                                at 127.0.0.1:8000, store in nta.db",
            "  nta server --store postgresql://nta@db/nta",
            "  nta server --host 0.0.0.0 --set keys.file=keys.txt --set tls.keystore=my.p12",
            "",
            "Exit codes: 0 stopped as asked; 1 it can't run; 2 wrong usage or settings."
        })
public final class ServerCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "F.yaml", description = "A file of settings.")
    private @Nullable Path file;

    @Option(names = "--store", paramLabel = "URL", description = "The database to use. Default: jdbc:sqlite:nta.db")
    private @Nullable String store;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: 127.0.0.1")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on, 0 for any free one. Default: 8000")
    private @Nullable String port;

    @Option(
            names = "--insecure",
            description = "Allow any address without keys and TLS: whoever can reach it can do anything.")
    private boolean insecure;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set any other setting; can be given several times.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        ServerConfig config = config(line);
        Logs.configure(config.log());
        Server server = Server.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "nta-stop"));
        PrintWriter out = line.getOut();
        out.println("READY " + server.url());
        out.flush();
        server.await();
        return 0;
    }

    private ServerConfig config(CommandLine line) {
        try {
            return ServerConfig.load(file, System.getenv(), flags());
        } catch (NtaException e) {
            throw new ParameterException(line, String.valueOf(e.getMessage()), e);
        }
    }

    private static void stop(Server server) {
        server.close();
        System.out.flush();
        System.err.flush();
        // Else the exit code would be that of the signal, which means failure to service managers and scripts.
        Runtime.getRuntime().halt(0);
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>(settings);
        put(flags, "store", store);
        put(flags, "host", host);
        put(flags, "port", port);
        put(flags, "insecure", insecure ? "true" : null);
        return flags;
    }

    private static void put(Map<String, String> flags, String name, @Nullable String value) {
        if (value != null) {
            flags.put(name, value);
        }
    }
}
