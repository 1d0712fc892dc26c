package io.nta.examples.server;

import picocli.CommandLine;

/** Starts a server from the command line: {@code java -cp … io.nta.examples.server.ServerMain --help}, for a class path without the {@code nta} command. */
public final class ServerMain {
    private ServerMain() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServerCommand()).execute(arguments));
    }
}
