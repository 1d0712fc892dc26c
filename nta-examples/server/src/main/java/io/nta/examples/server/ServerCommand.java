package io.nta.examples.server;

import io.nta.examples.server.config.ServerConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nta server}. */
@Command(
        name = "server",
        subcommands = KeyCommand.class,
        header = "Take packets from agents, keep and analyse them, and show what they tell.",
        description = {
            "Serves the API and the dashboard until it is stopped (Ctrl-C or SIGTERM); the exit code is 0 then.",
            ""
        },
        footer = {
            "",
            "Settings are read from the file of --config, then from the environment (NTA_SERVER_PORT for port), then from options; what comes later wins.",
            "",
            "Examples:",
            "  nta server                                       on 127.0.0.1:8000, in nta.db",
            "  nta server --store postgresql://nta@db/nta",
            "  nta server --host 0.0.0.0 --set keys.file=keys.txt --set tls.keystore=server.p12"
        })
public final class ServerCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "F.yaml", description = "Settings, see docs/server.md.")
    private @Nullable Path file;

    @Option(names = "--store", paramLabel = "URL", description = "Where to keep things. Default: jdbc:sqlite:nta.db")
    private @Nullable String store;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where to listen. Default: 127.0.0.1")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "Where to listen; 0 for any free port. Default: 8000")
    private @Nullable String port;

    @Option(
            names = "--insecure",
            description = "Listen on any address without keys and TLS: whoever reaches it may do anything.")
    private boolean insecure;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any other setting; can be given several times.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig config = ServerConfig.load(file, System.getenv(), flags());
        Logs.configure(config.log());
        Server server = Server.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "nta-stop"));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("READY " + server.url());
        out.flush();
        server.await();
        return 0;
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
