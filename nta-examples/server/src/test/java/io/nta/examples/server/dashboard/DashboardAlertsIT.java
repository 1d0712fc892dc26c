package io.nta.examples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.nta.detect.AlertPolicyConfig;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.packet.PacketRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts: seen as they come, found, understood, settled. */
class DashboardAlertsIT {
    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void anEmptyServerSaysWhatToDoAndShowsTheFirstPacketsAndAlertsWithoutReload() throws Exception {
        List<PacketRecord> packets = CaptureBatches.packets(DemoServer.CAPTURE);
        try (DemoServer demo = DemoServer.empty(folder);
                Visit visit = browser.visit(demo.uri(), "/overview")) {
            assertThat(visit.page().getByText("No packets yet", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(visit.page().locator("main"))
                    .containsText("nta agent -i INTERFACE --send --server " + demo.uri());
            visit.picture("overview-empty").isAccessible();
            visit.page().evaluate("window.notReloaded = true");

            demo.send(packets);
            assertThat(visit.page().locator("#toast")).containsText(Pattern.compile("new alert|New alert"));
            assertThat(visit.panel("Open alerts")).containsText("port_scan");
            visit.picture("overview-live");
            assertThat(visit.page().evaluate("window.notReloaded")).isEqualTo(true);

            demo.drain();
            assertThat(Visit.rows(visit.panel("Open alerts"))).hasCount(8);
            visit.page().locator("#toast").getByText("Dismiss").click();
            assertThat(visit.page().locator("#toast")).isEmpty();
        }
    }

    @Test
    void alertsAreFilteredOpenedUnderstoodResolvedAndReopened() throws Exception {
        try (DemoServer demo = DemoServer.filled(folder);
                Visit visit = browser.visit(demo.uri(), "/alerts")) {
            Page page = visit.page();
            Locator rows = Visit.rows(visit.panel("Alerts"));
            assertThat(rows).hasCount(8);
            page.locator("#filter-type").selectOption("dns_tunnel");
            assertThat(rows).hasCount(1);
            page.locator("#filter-type").selectOption("");
            page.locator("#filter-host").fill("10.20.0.200");
            page.locator("#filter-host").press("Enter");
            assertThat(rows).hasCount(4);
            page.locator("#filter-severity").selectOption("LOW");
            assertThat(visit.panel("Alerts")).containsText("passes the filters");
            page.locator("#filter-clear").click();
            assertThat(rows).hasCount(8);

            visit.link("port_scan").click();
            assertThat(visit.heading()).hasText("port_scan: 10.20.0.200 → 10.20.0.10");
            assertThat(visit.heading()).isFocused();
            assertThat(visit.panel("Why it was raised"))
                    .containsText("502 ports were tried and 500 failed within 30 s");
            assertThat(visit.panel("Its windows")).containsText("judged port_scan");
            assertThat(visit.panel("What was seen")).not().containsText("over when no window");
            Locator unusual = visit.panel("What is unusual");
            assertThat(unusual).containsText("refused_targets_count");
            unusual.getByText("sequential_port_count").click();
            assertThat(unusual.getByRole(AriaRole.IMG))
                    .hasAttribute(
                            "aria-label", Pattern.compile("sequential_port_count over time.*Usual 99th percentile"));
            assertThat(visit.panel("Related alerts")).containsText("udp_flood");
            assertThat(Visit.rows(visit.panel("Its packets")).first()).isVisible();

            page.locator("#resolve").click();
            page.locator("#note").fill("our own scanner");
            visit.picture("alert-resolve");
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Resolve"))
                    .click();
            assertThat(page.locator("#reopen")).isVisible();
            assertThat(visit.panel("What was seen")).containsText("our own scanner");
            assertThat(page.locator("nav .number")).hasText("7");
            assertThat(demo.server()
                            .json("/api/alerts/" + demo.alert("port_scan"))
                            .path("note")
                            .asText())
                    .isEqualTo("our own scanner");

            visit.go("/alerts");
            assertThat(rows).hasCount(7);
            page.locator("#filter-state").selectOption("resolved");
            assertThat(rows).hasCount(1);
            visit.link("port_scan").click();
            page.locator("#reopen").click();
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Reopen"))
                    .click();
            assertThat(page.locator("#resolve")).isVisible();
        }
    }

    @Test
    void anAttackOfWhichNothingMoreIsSeenIsQuietBeforeItIsOver() throws Exception {
        try (DemoServer demo = DemoServer.empty(folder);
                Visit visit = browser.visit(demo.uri(), "/overview")) {
            List<PacketRecord> packets = CaptureBatches.packets(DemoServer.CAPTURE);
            long begin = packets.get(0).timestampNanos();
            // The scan ends within the first minute; its alert closes after three more without it.
            demo.send(packets.stream()
                    .filter(packet -> packet.timestampNanos() - begin < 120 * 1_000_000_000L)
                    .toList());
            Locator scan =
                    Visit.rows(visit.panel("Open alerts")).filter(new Locator.FilterOptions().setHasText("port_scan"));
            assertThat(scan).containsText(Pattern.compile("quiet since \\d\\d:\\d\\d:\\d\\d"));
            visit.picture("overview-quiet");
            visit.link("port_scan").click();
            long minutes = AlertPolicyConfig.defaults().closeAfter().toMinutes();
            assertThat(visit.panel("What was seen"))
                    .containsText("over when no window has shown it for " + minutes + " minutes");
            assertThat(visit.page().locator(".head")).containsText("quiet since");
        }
    }

    @Test
    void everythingIsDoneByKeyboardAlone() throws Exception {
        try (DemoServer demo = DemoServer.filled(folder);
                Visit visit = browser.visit(demo.uri(), "/overview")) {
            Page page = visit.settle().page();
            page.keyboard().press("Tab");
            assertThat(page.locator("#skip")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
            tabTo(page, "icmp_flood");
            page.keyboard().press("Enter");
            assertThat(visit.heading()).isFocused();
            assertThat(page.locator("#resolve")).isVisible();
            tabTo(page, "Resolve");
            page.keyboard().press("Enter");
            assertThat(page.locator("#note")).isFocused();
            page.keyboard().type("seen");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(page.locator("#resolve")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("#note")).isFocused();
            page.keyboard().type("seen");
            tabTo(page, "Resolve");
            page.keyboard().press("Enter");
            assertThat(page.locator("#reopen")).isVisible();
            assertThat(visit.panel("What was seen")).containsText("seen");
        }
    }

    /** Presses the tabulator until that has the focus. */
    private static void tabTo(Page page, String text) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (text.equals(page.evaluate("document.activeElement.textContent"))) {
                return;
            }
        }
        throw new AssertionError("The tabulator doesn't lead to " + text);
    }
}
