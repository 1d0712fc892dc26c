package io.nta.examples.cli.output;

import io.nta.detect.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Alerts as a table, one a line. */
public final class AlertTable {
    private AlertTable() {}

    /** Returns the table, or the line {@code no alerts}. */
    public static String of(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return "no alerts\n";
        }
        TextTable table = new TextTable(
                "type", "attacker", "target", "severity", ">confidence", "first seen (UTC)", ">duration", "message");
        for (Alert alert : alerts) {
            table.add(
                    alert.attackType().label(),
                    Figures.attacker(alert),
                    Figures.target(alert),
                    alert.severity().name().toLowerCase(Locale.ROOT),
                    Figures.decimal(alert.confidence(), 2),
                    Figures.time(alert.firstSeen()),
                    Figures.duration(Duration.between(alert.firstSeen(), alert.lastSeen())),
                    alert.details().message());
        }
        return Figures.count(alerts.size(), "alert") + '\n' + table;
    }
}
