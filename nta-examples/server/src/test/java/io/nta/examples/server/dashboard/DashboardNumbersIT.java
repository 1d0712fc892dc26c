package io.nta.examples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each number on Overview is what SQL counts over the same range. */
class DashboardNumbersIT {
    /** Within the capture, cut by it on neither side: 2026-11-22 21:29:00 to 21:33:00. */
    private static final String FROM = "2026-11-22T21:29:00Z";

    private static final String TO = "2026-11-22T21:33:00Z";
    private static final long SECONDS = 240;
    private static final int STEP = 5;

    private static final Pattern QUANTITY = Pattern.compile("([\\d.,]+) ([kMG]?) ?([a-zA-Z/]+)");
    private static final Map<String, String> DIRECTIONS = Map.of(
            "public → private",
            "1",
            "private → public",
            "2",
            "private ↔ private",
            "3",
            "public ↔ public",
            "4",
            "without addresses",
            "0");

    @TempDir
    private Path folder;

    @Test
    void eachNumberOnOverviewIsWhatSqlCounts() throws Exception {
        try (DemoServer demo = DemoServer.filled(folder);
                Connection store = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("nta.db"));
                Browser browser = new Browser();
                Visit visit = browser.visit(demo.uri(), "/overview?from=" + FROM + "&to=" + TO)) {
            visit.settle();
            Map<String, String> all = group(store, "'all', count(*)", "");
            Map<String, String> bytes = group(store, "'all', sum(length)", "");
            assertThat(visit.page().locator(".tile").nth(1)).containsText(all.get("all"));
            isQuantity(visit.page().locator(".tile").nth(2).locator("dd").textContent(), number(bytes.get("all")));
            isQuantity(
                    visit.page().locator(".tile").nth(3).locator("dd").textContent(), number(all.get("all")) / SECONDS);
            assertThat(visit.page().locator(".tile").nth(0).locator("dd"))
                    .hasText(Pattern.compile("^" + alerts(store, "AND NOT resolved") + " of " + alerts(store, "") + ", "
                            + alerts(store, "AND severity = 'CRITICAL'") + " critical"));

            assertThat(table(visit.panel("Protocols")))
                    .isEqualTo(group(store, "replace(protocol, 'v6', ''), count(*)", ""));
            Map<String, String> directions = new LinkedHashMap<>();
            table(visit.panel("Direction")).forEach((name, count) -> {
                if (!count.equals("0")) {
                    directions.put(DIRECTIONS.get(name), count);
                }
            });
            assertThat(directions).isEqualTo(group(store, "direction, count(*)", ""));
            Map<String, String> sizes = table(visit.panel("Packet sizes"));
            sizes.values().removeIf("0"::equals);
            assertThat(sizes)
                    .isEqualTo(group(
                            store,
                            "CASE WHEN length < 64 THEN '0-63' WHEN length < 128 THEN '64-127' WHEN length < 256 THEN '128-255'"
                                    + " WHEN length < 512 THEN '256-511' WHEN length < 1024 THEN '512-1023' WHEN length < 1519 THEN '1024-1518' ELSE '1519+' END, count(*)",
                            ""));
            String most = " ORDER BY 2 DESC, 1 LIMIT 8";
            assertThat(table(visit.panel("Top sources"))).isEqualTo(group(store, "src_ip, count(*)", most));
            assertThat(table(visit.panel("Top targets"))).isEqualTo(group(store, "dst_ip, count(*)", most));
            Map<String, String> ports =
                    group(store, "CAST(min(src_port, dst_port) AS TEXT), count(*)", most.replace("LIMIT 8", "LIMIT 9"));
            ports.remove(null);
            assertThat(table(visit.panel("Top service ports"))).isEqualTo(ports);
            isHistory(
                    visit.panel("Packets per second"), group(store, "timestamp_ns / 5000000000 * 5, count(*)", ""), 1);
            isHistory(
                    visit.panel("Bits per second"), group(store, "timestamp_ns / 5000000000 * 5, sum(length)", ""), 8);
        }
    }

    private static void isHistory(Locator panel, Map<String, String> sums, int factor) {
        panel.getByText("As a table").click();
        assertThat(Visit.rows(panel)).not().hasCount(0);
        Locator rows = panel.locator("details tbody tr");
        assertThat(rows).hasCount((int) SECONDS / STEP);
        for (int i = 0; i < SECONDS / STEP; i++) {
            long start = java.time.Instant.parse(FROM).getEpochSecond() + (long) i * STEP;
            double expected = number(sums.getOrDefault(Long.toString(start), "0")) * factor / STEP;
            isQuantity(rows.nth(i).locator("td").textContent(), expected);
        }
    }

    /** A number is written with three digits and a prefix. */
    private static void isQuantity(String text, double expected) {
        Matcher quantity = QUANTITY.matcher(text);
        assertThat(quantity.find()).as(text).isTrue();
        double factor = Map.of("", 1.0, "k", 1e3, "M", 1e6, "G", 1e9).get(quantity.group(2));
        assertThat(number(quantity.group(1)) * factor).as(text).isCloseTo(expected, within(expected * 0.005 + 1e-9));
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    /** The first two columns. */
    private static Map<String, String> table(Locator panel) {
        Map<String, String> table = new LinkedHashMap<>();
        for (Locator row : panel.locator("tbody tr").all()) {
            table.put(row.locator("th").textContent(), row.locator("td").first().textContent());
        }
        return table;
    }

    private static Map<String, String> group(Connection store, String what, String order) throws SQLException {
        return read(
                store,
                "SELECT " + what + " FROM raw_packets WHERE timestamp_ns >= " + nanos(FROM) + " AND timestamp_ns < "
                        + nanos(TO) + " GROUP BY 1" + order);
    }

    private static String alerts(Connection store, String condition) throws SQLException {
        return read(
                        store,
                        "SELECT 'n', count(*) FROM detected_alerts WHERE detected_at >= " + nanos(FROM)
                                + " AND detected_at < " + nanos(TO) + " " + condition)
                .get("n");
    }

    private static Map<String, String> read(Connection store, String sql) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Statement statement = store.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.put(row.getString(1), String.format(java.util.Locale.ROOT, "%,d", row.getLong(2)));
            }
        }
        return values;
    }

    private static String nanos(String instant) {
        return java.time.Instant.parse(instant).getEpochSecond() + "000000000";
    }
}
