package io.nta.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** Runs the command in this JVM and keeps what it printed. */
record Nta(int exitCode, String out, String err) {
    /** The capture that comes with the command, as a file. */
    static final Path DEMO = Path.of("src/main/resources/io/nta/examples/cli/demo.pcap.gz");

    static Nta run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = NtaCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int code = line.execute(texts);
        return new Nta(code, out.toString(), err.toString());
    }
}
