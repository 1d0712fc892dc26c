package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.security.KeyFileEditor;
import io.nta.examples.server.testkit.OpenApi;
import io.nta.examples.server.testkit.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of suppression over HTTP; what they do to alerts is told by {@link SuppressionTest}. */
class SuppressionApiTest {
    private static final OpenApi DOCUMENT = OpenApi.load();
    private static final String RULES = "/api/suppressions";

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode made(String body) {
        HttpResponse<String> answer = server.post(RULES, body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode rule = TestServer.json(answer);
        assertThat(DOCUMENT.mistakes("Suppression", rule)).isEmpty();
        return rule;
    }

    private static JsonNode refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = TestServer.json(answer);
        assertThat(DOCUMENT.mistakes("Problem", problem)).isEmpty();
        return problem;
    }

    @Test
    void aRuleIsMadeShownListedAndLiftedAndStaysOnRecord() {
        JsonNode rule = made(
                "{'type':'port_scan','host':'2001:0DB8:0::/48','side':'either','until':'2099-01-01T00:00:00Z','reason':' ours ','author':'ann'}");
        String one = RULES + "/" + rule.path("id").asLong();
        assertThat(rule.path("host").asText()).isEqualTo("2001:db8::/48");
        assertThat(rule.path("side").asText()).isEqualTo("either");
        assertThat(rule.path("reason").asText()).isEqualTo("ours");
        assertThat(rule.path("author").asText()).isEqualTo("ann");
        assertThat(rule.path("until").asText()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(rule.path("active").asBoolean()).isTrue();
        assertThat(server.json(one)).isEqualTo(rule);
        assertThat(server.json(RULES).path("items")).contains(rule);

        JsonNode lifted = TestServer.json(server.delete(one + "?by=bob"));
        assertThat(DOCUMENT.mistakes("Suppression", lifted)).isEmpty();
        assertThat(lifted.path("active").asBoolean()).isFalse();
        assertThat(lifted.path("lifted_by").asText()).isEqualTo("bob");
        assertThat(TestServer.json(server.delete(one + "?by=eve"))).isEqualTo(lifted);
        assertThat(server.json(RULES).path("items")).doesNotContain(lifted);
        assertThat(server.json(RULES + "?state=all").path("items")).contains(lifted);
    }

    @Test
    void whatIsNotToldIsTheAttackerAnybodyAndForEver() {
        JsonNode rule = made("{'host':'192.0.2.1','reason':'ours'}");
        assertThat(rule.path("type").isNull()).isTrue();
        assertThat(rule.path("side").asText()).isEqualTo("attacker");
        assertThat(rule.path("until").isNull()).isTrue();
        assertThat(rule.path("author").asText()).isEqualTo("anybody");
    }

    @Test
    void everyPageOfRulesIsReached() {
        for (int i = 0; i < 5; i++) {
            made("{'type':'paged_" + i + "','reason':'ours'}");
        }
        List<String> types = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = server.json(RULES + "?state=all&limit=2" + after);
            page.path("items").forEach(rule -> types.add(rule.path("type").asText()));
            after = page.path("next").isNull()
                    ? null
                    : "&after=" + page.path("next").asText();
        } while (after != null);
        assertThat(types.stream().filter(type -> type.startsWith("paged_")))
                .containsExactly("paged_4", "paged_3", "paged_2", "paged_1", "paged_0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'reason':'all'} | neither type nor host is given",
                "{'host':'0.0.0.0/0','reason':'all'} | every address",
                "{'type':'port_scan'} | reason",
                "{'type':'port_scan','reason':' '} | reason",
                "{'type':'port_scan','reason':'two\\nlines'} | reason has control characters",
                "{'type':'Port scan','reason':'ours'} | type is 'Port scan'",
                "{'type':7,'reason':'ours'} | type",
                "{'host':'10.0.0.1/8','reason':'ours'} | with these bits alone it is 10.0.0.0/8",
                "{'host':'10.0.0.0/40','reason':'ours'} | allowed: 0 to 32",
                "{'host':'scanner.example','reason':'ours'} | is no address and no prefix",
                "{'host':'192.0.2.1','side':'both','reason':'ours'} | allowed: attacker, target, either",
                "{'type':'port_scan','until':'tomorrow','reason':'ours'} | allowed: ISO 8601",
                "{'type':'port_scan','until':'2020-01-01T00:00:00Z','reason':'ours'} | which has passed",
                "{'type':'port_scan','until':'9999-01-01T00:00:00Z','reason':'ours'} | allowed: up to 2262",
                "{'type':'port_scan','reason':'ours','untill':null} | unknown field",
                "[] | JSON object",
                "nonsense | no JSON"
            })
    void aRuleThatCanNotBeIsRefusedByWhatIsWrong(String body, String told) {
        HttpResponse<String> answer = server.post(RULES, body.replace('\'', '"'));
        refused(answer, 400);
        assertThat(answer.body().replace("\\u0027", "'")).contains(told);
        if (body.startsWith("{'host")) {
            String scope = body.replaceAll(",'reason':'\\w+'", "").replace('\'', '"');
            refused(server.post(RULES + "/dry-run", scope), 400);
        }
    }

    @Test
    void everyMistakeOfARuleIsToldAtOnce() {
        JsonNode problem = refused(server.post(RULES, "{\"host\":\"x\",\"side\":\"y\",\"until\":\"z\"}"), 400);
        assertThat(problem.path("errors"))
                .extracting(error -> error.path("parameter").asText())
                .containsExactlyInAnyOrder("reason", "until", "host", "side");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999", "none", "-1", "99999999999999999999"})
    void aRuleThatIsNotThereIsNotFound(String id) {
        refused(server.get(RULES + "/" + id), 404);
        refused(server.delete(RULES + "/" + id), 404);
    }

    @Test
    void whatIsWrittenIntoARuleComesBackEscaped() {
        String text = "'; DROP TABLE suppressions; -- <script>alert(1)</script>";
        HttpResponse<String> answer =
                server.post(RULES, "{\"type\":\"port_scan\",\"reason\":\"" + text + "\",\"author\":\"<img src=x>\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).doesNotContain("<script>").doesNotContain("<img");
        assertThat(TestServer.json(answer).path("reason").asText()).isEqualTo(text);
        assertThat(server.get(RULES).body()).doesNotContain("<script>");
    }

    @Test
    void aDryRunOverNothingTellsNothing() {
        HttpResponse<String> answer = server.post(RULES + "/dry-run", "{\"type\":\"port_scan\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode told = TestServer.json(answer);
        assertThat(DOCUMENT.mistakes("DryRun", told)).isEmpty();
        assertThat(told.path("alerts").asInt()).isZero();
        assertThat(told.path("items")).isEmpty();
        refused(server.post(RULES + "/dry-run", "{}"), 400);
        refused(server.post(RULES + "/dry-run?limit=101", "{\"type\":\"port_scan\"}"), 400);
        refused(server.post(RULES + "/dry-run?from=never", "{\"type\":\"port_scan\"}"), 400);
    }

    @Test
    void withKeysReadersMayTryAndAuthorsAreTheirKeys(@TempDir Path other) {
        Path keys = other.resolve("keys.txt");
        KeyFileEditor editor = new KeyFileEditor(keys);
        String reader = editor.add("reader", "read", null);
        String chief = editor.add("chief", "admin", null);
        String rule = "{\"type\":\"port_scan\",\"reason\":\"ours\"}";
        try (TestServer guarded = TestServer.start(other, "keys.file", keys.toString())) {
            assertThat(call(guarded, "POST", RULES + "/dry-run", reader, "{\"type\":\"port_scan\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(call(guarded, "POST", RULES, reader, rule).statusCode()).isEqualTo(403);
            JsonNode made = TestServer.json(call(guarded, "POST", RULES, chief, rule));
            assertThat(made.path("author").asText()).isEqualTo("chief");
            String one = RULES + "/" + made.path("id").asLong();
            assertThat(call(guarded, "GET", one, reader, "").statusCode()).isEqualTo(200);
            assertThat(call(guarded, "DELETE", one, reader, "").statusCode()).isEqualTo(403);
            HttpResponse<String> forged =
                    call(guarded, "POST", RULES, chief, rule.replace("}", ",\"author\":\"somebody\"}"));
            refused(forged, 400);
            assertThat(forged.body()).contains("it is the name of the key, chief");
            refused(call(guarded, "DELETE", one + "?by=somebody", chief, ""), 400);
            assertThat(TestServer.json(call(guarded, "DELETE", one, chief, ""))
                            .path("lifted_by")
                            .asText())
                    .isEqualTo("chief");
        }
    }

    private static HttpResponse<String> call(TestServer to, String method, String path, String key, String body) {
        return to.send(to.request(path)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void aRuleIsThereAfterARestart(@TempDir Path other) {
        JsonNode rule;
        try (TestServer before = TestServer.start(other)) {
            rule = TestServer.json(before.post(RULES, "{\"type\":\"port_scan\",\"reason\":\"ours\"}"));
        }
        try (TestServer after = TestServer.start(other)) {
            assertThat(after.json(RULES).path("items")).containsExactly(rule);
        }
    }
}
