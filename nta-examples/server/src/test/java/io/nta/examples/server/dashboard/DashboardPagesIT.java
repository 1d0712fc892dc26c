package io.nta.examples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.nta.examples.server.OverviewRequests;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.packet.PacketRecord;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, with the bundled capture's data. */
class DashboardPagesIT {
    private static final List<String> PAGES =
            List.of("overview", "alerts", "alert", "hosts", "hosts/10.20.0.200", "packets", "protocols", "system");

    private static final Locator.FilterOptions VISIBLE = new Locator.FilterOptions().setVisible(true);

    @TempDir
    private static Path folder;

    private static DemoServer demo;
    private static Browser browser;

    @BeforeAll
    static void start() throws InterruptedException {
        demo = DemoServer.filled(folder);
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    static Stream<Arguments> pagesAndLooks() {
        return PAGES.stream().flatMap(page -> Arrays.stream(Look.values()).map(look -> Arguments.of(page, look)));
    }

    @ParameterizedTest
    @MethodSource("pagesAndLooks")
    void everyPageIsAccessibleAndFits(String page, Look look) {
        String where = page.equals("alert") ? "alerts/" + demo.alert("port_scan") : page;
        try (Visit visit = browser.visit(demo.uri(), "/" + where, look)) {
            visit.settle();
            assertThat(visit.page().locator(".failed")).hasCount(0);
            visit.picture(page.replace('/', '-') + "-" + look).isAccessible();
        }
    }

    @Test
    void overviewShowsChartsWithAlertMarksAndWords() {
        try (Visit visit = browser.visit(demo.uri(), "/overview")) {
            Locator chart = visit.panel("Packets per second").getByRole(AriaRole.IMG);
            assertThat(chart)
                    .hasAttribute(
                            "aria-label", Pattern.compile("at most .* packets/s at 2026-11-22 .*8 alerts are marked"));
            visit.panel("Packets per second").getByText("As a table").click();
            assertThat(Visit.rows(visit.panel("Packets per second")).first()).isVisible();
            assertThat(Visit.rows(visit.panel("Open alerts"))).hasCount(8);
            assertThat(visit.panel("Sensors")).containsText("lab-1");
        }
    }

    /** The server rehearses these, and {@code nta demo --exit} asks for them. */
    @Test
    void aFirstViewAsksForWhatIsRehearsed() {
        long newest = CaptureBatches.packets(DemoServer.CAPTURE).stream()
                .mapToLong(PacketRecord::timestampNanos)
                .max()
                .orElseThrow();
        List<String> rehearsed = new ArrayList<>(OverviewRequests.of(Instant.ofEpochSecond(0, newest)));
        rehearsed.add(OverviewRequests.EVENTS);
        try (Visit visit = browser.visit(demo.uri(), "/overview")) {
            // What it asks for last.
            assertThat(visit.page().locator("#pages .number")).hasText("8");
            visit.settle();
            List<String> asked = visit.asked().stream()
                    .map(url -> url.substring(demo.uri().toString().length()))
                    .toList();
            assertThat(comparable(asked)).isEqualTo(comparable(rehearsed));
        }
    }

    /** When browsers ask for the icon, and whether they tell of it, is their own affair. */
    private static Set<String> comparable(List<String> paths) {
        return paths.stream()
                .filter(path -> !path.endsWith("/icon.svg"))
                .map(DashboardPagesIT::comparable)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How long a chart's steps are depends on how many packets there are. */
    private static String comparable(String path) {
        String[] parts = URLDecoder.decode(path, StandardCharsets.UTF_8).split("[?&#]");
        return parts[0]
                + Arrays.stream(parts)
                        .skip(1)
                        .filter(part -> part.contains("=") && !part.startsWith("step="))
                        .map(part -> part.replace(".000Z", "Z"))
                        .sorted()
                        .collect(Collectors.toList());
    }

    @Test
    void aRangeGovernsThePageAndStaysInTheAddress() {
        try (Visit visit = browser.visit(demo.uri(), "/overview")) {
            Page page = visit.page();
            page.locator("#range-choice").selectOption("5m");
            assertThat(page).hasURL(Pattern.compile("range=5m"));
            assertThat(Visit.rows(visit.panel("Open alerts"))).hasCount(7);
            visit.link("Packets").click();
            assertThat(page).hasURL(Pattern.compile("/packets\\?range=5m"));
            // The page before stays until this one's script is there, and its range with it.
            assertThat(visit.heading()).hasText("Packets");
            page.locator("#range-choice").selectOption("custom");
            page.locator("#range-from").fill("2026-11-22T21:28");
            page.locator("#range-to").fill("2026-11-22T21:29");
            page.locator("#range-apply").click();
            assertThat(page).hasURL(Pattern.compile("from=2026-11-22T21"));
            assertThat(Visit.rows(visit.panel("Packets")).first()).containsText("2026-11-22 21:28:");
            visit.link("Overview").click();
            assertThat(Visit.rows(visit.panel("Open alerts"))).hasCount(1);
            page.goBack();
            assertThat(visit.heading()).hasText("Packets");
        }
    }

    @Test
    void aRangeWithoutPacketsSaysSo() {
        try (Visit visit = browser.visit(demo.uri(), "/overview?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")) {
            assertThat(visit.panel("Packets per second")).containsText("No packet was captured in this range");
            assertThat(visit.panel("Open alerts")).containsText("No open alert in this range");
            assertThat(visit.panel("Protocols")).containsText("No packet in this range");
            visit.settle().picture("overview-empty-range").isAccessible();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAlertsRowShowsSeverityAndStateWithoutScrolling(Look look) {
        try (Visit visit = browser.visit(demo.uri(), "/alerts", look)) {
            Locator panel = visit.settle().panel("Alerts");
            assertThat(Visit.rows(panel)).hasCount(8);
            assertThat(Visit.rows(panel).first().locator(".badge").filter(VISIBLE))
                    .hasText(new String[] {"CRITICAL", "over"});
            assertThat(panel.locator(".scroll").evaluate("table => table.scrollWidth - table.clientWidth"))
                    .as("how far the table is wider than its panel")
                    .isEqualTo(0);
        }
    }

    @Test
    void aPageIsLoadedWhenSomebodyGoesThereAndAgainWhenItCouldNotBe() {
        try (Visit visit = browser.visit(demo.uri(), "/overview")) {
            Page page = visit.settle().expectRefusals().page();
            assertThat(loaded(page)).anyMatch(file -> file.endsWith("/pages/overview.js"));
            assertThat(loaded(page)).noneMatch(file -> file.endsWith("/pages/system.js"));
            page.route("**/pages/system.js", Route::abort);
            visit.link("System").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("pages/system.js");
            page.unroute("**/pages/system.js");
            visit.button("Try again").click();
            assertThat(visit.panel("Health")).containsText("all working");
        }
    }

    private static List<String> loaded(Page page) {
        Object files = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)");
        return ((List<?>) files).stream().map(String::valueOf).toList();
    }

    @Test
    void aHostShowsAnyFeatureItsPeersPortsNamesAndAlerts() {
        try (Visit visit = browser.visit(demo.uri(), "/hosts/10.20.0.200")) {
            assertThat(visit.panel("Sends to")).containsText("10.20.0.22");
            assertThat(visit.panel("Service ports")).containsText("9000");
            assertThat(visit.panel("Names asked for")).containsText("example.net");
            assertThat(Visit.rows(visit.panel("Alerts"))).hasCount(4);
            visit.page().locator("#host-feature").selectOption("unique_dst_ports");
            assertThat(visit.panel("A feature over time")).containsText("distinct responder ports");
            visit.page().locator("#host-window").selectOption("5");
            assertThat(visit.panel("A feature over time").getByRole(AriaRole.IMG))
                    .hasAttribute("aria-label", Pattern.compile("unique_dst_ports: at most \\d+ ports"));
        }
    }

    @Test
    void packetsAreFilteredPagedAndOpenToAllFieldsAndBytes() {
        try (Visit visit = browser.visit(demo.uri(), "/packets")) {
            Page page = visit.page();
            assertThat(page.locator("button[aria-expanded]")).hasCount(50);
            page.locator("#filter-protocol").selectOption("arp");
            // There were as many rows before: what counts is that they are the filtered ones.
            assertThat(page.locator("tbody tr").first()).containsText("ARP");
            assertThat(page.locator("button[aria-expanded]")).hasCount(50);
            String newest = page.locator("button[aria-expanded]").first().textContent();
            page.locator("#older").click();
            assertThat(page.locator("button[aria-expanded]").first()).not().hasText(newest);
            page.locator("button[aria-expanded]").first().click();
            assertThat(page.getByText("arp_hwsrc")).isVisible();
            assertThat(page.locator("pre.hex")).containsText(Pattern.compile("0000 {2}(ff ){6}|0000 {2}02 20"));
            page.locator("#filter-protocol").selectOption("udp");
            page.locator("#filter-port").fill("53");
            page.locator("#filter-port").press("Enter");
            assertThat(visit.panel("Packets")).containsText("DNS");
        }
    }

    @Test
    void dnsAndTcpShowNamesTypesAndFlags() {
        try (Visit visit = browser.visit(demo.uri(), "/protocols")) {
            assertThat(Visit.rows(visit.panel("Names asked for"))).hasCount(20);
            assertThat(visit.panel("Record types asked for")).containsText("TXT");
            assertThat(visit.panel("TCP flags")).containsText("SYN-ACK: connection accepted");
        }
    }

    @Test
    void aServerThatReadsWhatIsStoredIsNotSaidToFail() {
        try (Visit visit = browser.visit(demo.uri(), "/overview")) {
            Route.FulfillOptions recovering = new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"status\":\"recovering\",\"wrong\":{},\"recovery_packets\":250}");
            visit.settle().page().route("**/health", route -> route.fulfill(recovering));
            visit.link("System").click();
            assertThat(visit.panel("Health")).containsText("catching up with what is stored");
            assertThat(visit.panel("Health")).containsText("250");
        }
    }

    @Test
    void systemShowsHealthStoreSensorsFiguresAndTheModel() {
        try (Visit visit = browser.visit(demo.uri(), "/system")) {
            assertThat(visit.panel("Health")).containsText("all working");
            assertThat(visit.panel("Store")).containsText("49,848");
            assertThat(visit.panel("Sensors")).containsText("lab-1");
            assertThat(visit.panel("Figures")).containsText("nta_packets_taken_total");
            visit.panel("Model").getByText("Class by class").click();
            assertThat(visit.panel("Model")).containsText("dns_tunnel");
        }
    }

    @Test
    void lightAndDarkAreAsTheSystemHasItUntilTheReaderChooses() {
        try (Visit visit = browser.visit(demo.uri(), "/overview", Look.WIDE_DARK)) {
            Object dark = ground(visit);
            visit.button("Theme: system").click();
            assertThat(visit.button("Theme: light")).isVisible();
            assertThat(ground(visit)).isNotEqualTo(dark);
            visit.page().reload();
            assertThat(visit.button("Theme: light")).isVisible();
            visit.button("Theme: light").click();
            assertThat(ground(visit)).isEqualTo(dark);
        }
    }

    private static Object ground(Visit visit) {
        return visit.page().evaluate("getComputedStyle(document.body).backgroundColor");
    }
}
