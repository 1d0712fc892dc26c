package io.nta.examples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attacker puts into DNS names, HTTP requests and whatever else is shown, is shown and does nothing. {@link Visit#close} sees whether it did something. */
class DashboardHostileTextIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START = 1_767_225_600;

    private static final List<String> TEXTS = List.of(
            "<img src=x onerror=alert(1)>",
            "\"><script>alert(2)</script>",
            "<svg/onload=alert(3)>",
            "javascript:alert(4)",
            "</td></table><iframe src=javascript:alert(5)>",
            "{{constructor.constructor('alert(6)')()}}",
            "' onmouseover='alert(7)",
            "<style>*{display:none}</style>",
            "\u202e\u0000\u001b[2Jtxt.exe",
            "<a href=//evil.example>click</a>");

    @TempDir
    private Path folder;

    @Test
    void hostileTextIsShownAsTextOnEveryPage() throws Exception {
        try (DemoServer demo = DemoServer.empty(folder);
                Browser browser = new Browser()) {
            assertThat(demo.server().post("/ingest", body()).statusCode()).isEqualTo(200);
            demo.drain();
            Alert alert = alert();
            demo.server().server().store().save(alert);
            demo.server().server().store().resolve(alert.id(), TEXTS.get(0));
            ObjectNode rule = JSON.createObjectNode()
                    .put("type", "port_scan")
                    .put("reason", TEXTS.get(3))
                    .put("author", TEXTS.get(0));
            assertThat(demo.server().post("/api/suppressions", rule.toString()).statusCode())
                    .isEqualTo(201);

            String range = "?from=2026-01-01T00:00:00Z&to=2026-01-01T00:05:00Z";
            try (Visit visit = browser.visit(demo.uri(), "/overview" + range)) {
                assertThat(visit.panel("Sensors")).containsText(TEXTS.get(2));
                visit.settle().picture("hostile-overview");
                visit.go("/protocols" + range);
                assertThat(visit.panel("Names asked for")).containsText(TEXTS.get(0));
                visit.settle().picture("hostile-protocols");
                visit.go("/hosts/10.0.0.1" + range);
                assertThat(visit.panel("Names asked for")).containsText(TEXTS.get(1));
                visit.go("/packets" + range);
                assertThat(visit.panel("Packets")).containsText("GET " + TEXTS.get(4) + TEXTS.get(5));
                for (int i = 0; i < 2 * TEXTS.size(); i++) {
                    visit.page().locator("button[aria-expanded]").nth(i).click();
                }
                assertThat(visit.panel("Packets")).containsText(TEXTS.get(6));
                visit.settle().picture("hostile-packets");
                visit.go("/alerts" + range + "&state=all");
                assertThat(visit.panel("Alerts")).containsText(TEXTS.get(1));
                assertThat(visit.panel("Suppression rules")).containsText(TEXTS.get(3) + " (" + TEXTS.get(0) + ")");
                isHarmless(visit.page());
                visit.go("/alerts/" + alert.id());
                assertThat(visit.panel("Why it was raised")).containsText(TEXTS.get(5));
                assertThat(visit.panel("What was seen")).containsText(TEXTS.get(0));
                visit.settle().picture("hostile-alert");
                visit.go("/system");
                assertThat(visit.panel("Sensors")).containsText(TEXTS.get(2));
                isHarmless(visit.page());
            }
        }
    }

    @Test
    void hostileAddressesOfThePageDoNothing() throws Exception {
        try (DemoServer demo = DemoServer.empty(folder);
                Browser browser = new Browser()) {
            assertThat(demo.server().post("/ingest", body()).statusCode()).isEqualTo(200);
            for (String text : TEXTS) {
                String coded = java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20");
                try (Visit visit = browser.visit(demo.uri(), "/hosts/" + coded + "?range=" + coded)
                        .expectRefusals()) {
                    assertThat(visit.heading()).containsText("Host ");
                    assertThat(visit.page().locator(".failed").first()).isVisible();
                    visit.go("/alerts?type=" + coded + "&host=" + coded);
                    boolean control = text.chars().anyMatch(Character::isISOControl);
                    assertThat(visit.panel("Alerts").locator(".failed"))
                            .containsText(control ? "none of them a control character" : "IPv4 or IPv6 address");
                    visit.go("/" + coded);
                    assertThat(visit.heading()).hasText("Overview");
                    isHarmless(visit.page());
                }
            }
        }
    }

    /** Nothing became an element that was a text. */
    private static void isHarmless(Page page) {
        assertThat(
                        page.locator(
                                "main img, main script, main iframe, main style, main svg, main a[href^='javascript'], main a[href*='evil']"))
                .hasCount(0);
    }

    /** A body as the earlier client sends it, with hostile text wherever text can be. */
    private static String body() {
        ObjectNode body = JSON.createObjectNode();
        body.put("batch_id", "hostile").put("agent", TEXTS.get(2));
        ArrayNode packets = body.putArray("raw_packets");
        for (int i = 0; i < TEXTS.size(); i++) {
            String text = TEXTS.get(i);
            String other = TEXTS.get((i + 1) % TEXTS.size());
            packet(packets, i, "UDP", 40_000 + i, 53)
                    .put("dns_query", true)
                    .put("dns_qname", text)
                    .put("dns_qtype", 16);
            packet(packets, i, "TCP", 50_000 + i, 80)
                    .put("tcp_flags", "PSH,ACK")
                    .put("tcp_ack", true)
                    .put("http_method", "GET")
                    .put("http_host", text)
                    .put("http_path", other);
        }
        return body.toString();
    }

    private static ObjectNode packet(
            ArrayNode packets, int second, String protocol, int sourcePort, int destinationPort) {
        return packets.addObject()
                .put("timestamp", START + second + 0.5)
                .put("interface", TEXTS.get(3))
                .put("src_ip", "10.0.0.1")
                .put("dst_ip", "10.0.0.2")
                .put("protocol", protocol)
                .put("length", 100)
                .put("src_port", sourcePort)
                .put("dst_port", destinationPort);
    }

    private static Alert alert() {
        Instant start = Instant.ofEpochSecond(START);
        return new Alert(
                "0123456789abcdef",
                AttackType.DNS_TUNNEL,
                IpAddress.parse("10.0.0.1"),
                null,
                Severity.HIGH,
                0.8,
                start,
                start.plusSeconds(5),
                5,
                start,
                start.plusSeconds(5),
                start.plusSeconds(5),
                20,
                2_000,
                new Alert.Details(TEXTS.get(1), TEXTS, "T1071.004"),
                true);
    }
}
