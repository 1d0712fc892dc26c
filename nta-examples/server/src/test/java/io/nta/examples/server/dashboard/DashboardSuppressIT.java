package io.nta.examples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.TestServer;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of suppression: tried, made, seen at work and lifted. A rule suppresses the capture's DNS tunnel; the other seven alerts are raised. */
class DashboardSuppressIT {
    private static final String RULES = "/api/suppressions";

    @TempDir
    private static Path folder;

    private static DemoServer demo;
    private static Browser browser;
    private static long tunnelRule;

    @BeforeAll
    static void start() throws InterruptedException {
        demo = DemoServer.empty(folder);
        tunnelRule = made("{\"type\":\"dns_tunnel\",\"reason\":\"the laboratory's own\",\"author\":\"ann\"}");
        demo.send(CaptureBatches.packets(DemoServer.CAPTURE));
        demo.drain();
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    private static long made(String rule) {
        return TestServer.json(demo.server().post(RULES, rule)).path("id").asLong();
    }

    private static JsonNode rules() {
        return demo.server().json(RULES).path("items");
    }

    @AfterEach
    void liftWhatWasMade() {
        for (JsonNode rule : rules()) {
            if (rule.path("id").asLong() != tunnelRule) {
                demo.server().delete(RULES + "/" + rule.path("id").asLong());
            }
        }
    }

    private static Locator dialogButton(Page page, String name) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aRuleIsTriedOverThePastBeforeItIsMadeAndLiftedInTheList() {
        try (Visit visit =
                browser.visit(demo.uri(), "/alerts/" + demo.alert("port_scan")).expectRefusals()) {
            Page page = visit.page();
            page.locator("#suppress").click();
            assertThat(page.locator("#dry-run")).containsText("1 alert detected since 2026-11-15 ");
            assertThat(page.locator("#dry-run")).containsText("port_scan: 10.20.0.200 → 10.20.0.10");
            assertThat(dialogButton(page, "Suppress")).isEnabled();

            page.locator("#rule-host").fill("10.20.0.0/");
            assertThat(page.locator("#dry-run .failed")).containsText("allowed: 0 to 32");
            assertThat(dialogButton(page, "Suppress")).isDisabled();
            page.locator("#rule-type").fill("");
            page.locator("#rule-host").fill("10.20.0.200");
            page.locator("#rule-side").selectOption("either");
            long about = TestServer.json(
                            demo.server().post(RULES + "/dry-run", "{\"host\":\"10.20.0.200\",\"side\":\"either\"}"))
                    .path("alerts")
                    .asLong();
            assertThat(about).isGreaterThan(2);
            assertThat(page.locator("#dry-run")).containsText(about + " alerts detected since");
            page.locator("#rule-term").selectOption("at");
            page.locator("#rule-until").fill("2099-01-01T12:00");
            page.locator("#rule-reason").fill("our own <b>scanner</b>");
            page.locator("#rule-author").fill("bob");
            dialogButton(page, "Suppress").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(page.locator("#resolve")).isVisible();
            JsonNode rule = rules().get(0);
            assertThat(rule.path("host").asText()).isEqualTo("10.20.0.200");
            assertThat(rule.path("type").isNull()).isTrue();
            assertThat(rule.path("side").asText()).isEqualTo("either");
            assertThat(rule.path("until").asText()).isEqualTo("2099-01-01T12:00:00Z");
            assertThat(rule.path("author").asText()).isEqualTo("bob");

            visit.go("/alerts");
            Locator list = visit.panel("Suppression rules");
            assertThat(Visit.rows(list)).hasCount(2);
            assertThat(Visit.rows(list).first()).containsText("our own <b>scanner</b> (bob)");
            assertThat(Visit.rows(list).first()).containsText("2099-01-01 12:00:00");
            Visit.rows(list).first().getByText("Lift").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("our own <b>scanner</b>");
            page.locator("#rule-lifter").fill("eve");
            dialogButton(page, "Lift").click();
            assertThat(Visit.rows(list)).hasCount(1);
            page.locator("#rules-ended").check();
            assertThat(list).containsText("by eve");
        }
    }

    @Test
    void whatIsSuppressedIsFoundByTheFilterAndItsPageSaysWhy() {
        try (Visit visit = browser.visit(demo.uri(), "/alerts")) {
            Page page = visit.page();
            Locator alerts = visit.panel("Alerts");
            assertThat(Visit.rows(alerts)).hasCount(7);
            assertThat(alerts).containsText("7 open of 7 in this range, and 1 suppressed");
            assertThat(page.locator("nav .number")).hasText("7");
            page.locator("#filter-state").selectOption("suppressed");
            assertThat(Visit.rows(alerts)).hasCount(1);
            assertThat(alerts).containsText("dns_tunnel");
            page.locator("#filter-state").selectOption("open");
            assertThat(Visit.rows(alerts)).hasCount(7);
            visit.panel("Suppression rules").locator("tbody td a").first().click();
            assertThat(page).hasURL(Pattern.compile("state=suppressed.*rule=" + tunnelRule));
            assertThat(Visit.rows(alerts)).hasCount(1);
            visit.link("dns_tunnel").click();
            assertThat(page.locator(".head")).containsText("suppressed");
            assertThat(visit.panel("What was seen"))
                    .containsText("Rule " + tunnelRule + ": the laboratory's own (ann)");
            visit.settle().picture("alert-suppressed");
            visit.go("/overview");
            assertThat(Visit.rows(visit.panel("Open alerts"))).hasCount(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDialogAndTheListAreAccessibleAndFit(Look look) {
        try (Visit visit = browser.visit(demo.uri(), "/alerts/" + demo.alert("port_scan"), look)) {
            Page page = visit.settle().page();
            page.locator("#suppress").click();
            assertThat(dialogButton(page, "Suppress")).isEnabled();
            page.locator("#rule-term").selectOption("at");
            visit.picture("suppress-" + look).isAccessible();
            dialogButton(page, "Cancel").click();
            visit.go("/alerts");
            assertThat(Visit.rows(visit.panel("Suppression rules"))).hasCount(1);
            visit.settle().picture("rules-" + look).isAccessible();
        }
    }

    @Test
    void aRuleIsMadeByKeyboardAlone() {
        try (Visit visit = browser.visit(demo.uri(), "/alerts/" + demo.alert("syn_flood"))) {
            Page page = visit.settle().page();
            page.locator("#suppress").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#rule-type")).isFocused();
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(page.locator("#suppress")).isFocused();
            page.keyboard().press("Enter");
            assertThat(dialogButton(page, "Suppress")).isEnabled();
            for (String id : new String[] {"rule-host", "rule-side", "rule-term", "rule-reason"}) {
                page.keyboard().press("Tab");
                assertThat(page.locator("#" + id)).isFocused();
            }
            page.keyboard().type("a load test");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(rules().get(0).path("reason").asText()).isEqualTo("a load test");
            assertThat(rules().get(0).path("type").asText()).isEqualTo("syn_flood");
        }
    }
}
