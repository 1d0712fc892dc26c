package io.nta.examples.server;

import picocli.CommandLine;

/** Starts a server from the command line: {@code java -jar nta-server.jar --help}. */
public final class ServerMain {
    private ServerMain() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServerCommand()).execute(arguments));
    }
}
