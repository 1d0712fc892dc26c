package io.nta.examples.cli.field;

import io.nta.capture.LiveCaptureException;
import io.nta.capture.LiveInterface;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nta interfaces}. */
@Command(
        name = "interfaces",
        header = "List the network interfaces that can be captured from.",
        description = {"Prints the number, name, state and addresses of each, as libpcap reports them.", ""},
        footer = {
            "",
            "Examples:",
            "  nta interfaces",
            "  nta analyze -i 1         capture from the first of them",
            "",
            "Exit codes: 0 success; 2 wrong usage; 3 libpcap is missing, or can't list them."
        })
public final class InterfacesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            console.out().print(InterfaceTable.of(LiveInterface.list()));
            console.out().flush();
            return ExitCodes.OK;
        } catch (LiveCaptureException e) {
            console.error(e);
            return ExitCodes.UNREADABLE;
        }
    }
}
