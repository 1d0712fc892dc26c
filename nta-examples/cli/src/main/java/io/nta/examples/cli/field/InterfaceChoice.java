package io.nta.examples.cli.field;

import io.nta.capture.LiveCaptureException;
import io.nta.capture.LiveInterface;
import io.nta.examples.cli.output.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Asks which interfaces to capture from, until the answer is one. */
final class InterfaceChoice {
    private final List<LiveInterface> interfaces;
    private final BufferedReader answers;
    private final PrintWriter out;

    InterfaceChoice(List<LiveInterface> interfaces, BufferedReader answers, PrintWriter out) {
        this.interfaces = interfaces;
        this.answers = answers;
        this.out = out;
    }

    /**
     * Returns the names of those chosen, joined by commas.
     *
     * @throws UsageException when the input ends before there is an answer
     */
    String ask() throws IOException {
        out.print(InterfaceTable.of(interfaces));
        while (true) {
            out.print("Capture from which? Numbers or names joined by commas; 0 for all: ");
            out.flush();
            String answer = answers.readLine();
            if (answer == null) {
                out.println();
                throw new UsageException("no interface was chosen; give one with -i");
            }
            try {
                return String.join(",", LiveInterface.choose(answer, interfaces));
            } catch (LiveCaptureException e) {
                out.println(e.getMessage());
            }
        }
    }
}
