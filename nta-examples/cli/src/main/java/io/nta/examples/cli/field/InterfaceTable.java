package io.nta.examples.cli.field;

import io.nta.capture.LiveInterface;
import io.nta.examples.cli.output.TextTable;
import java.util.List;

/** Interfaces as a table. */
final class InterfaceTable {
    private InterfaceTable() {}

    static String of(List<LiveInterface> interfaces) {
        TextTable table = new TextTable(">number", "name", "state", "addresses", "description");
        for (LiveInterface each : interfaces) {
            table.add(
                    Integer.toString(each.number()),
                    each.name(),
                    state(each),
                    String.join(" ", each.addresses()),
                    each.description());
        }
        return table.toString();
    }

    private static String state(LiveInterface each) {
        String state = each.up() ? each.running() ? "up" : "up, no link" : "down";
        return each.loopback() ? state + ", loopback" : state;
    }
}
