package io.nta.examples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants keys. */
class DashboardSignInIT {
    private static final String READER = "reader-key-0123456789";

    @TempDir
    private Path folder;

    @Test
    void aServerWithKeysAsksForOneAndAReaderMayNotChangeAnything() throws Exception {
        Path keys = folder.resolve("keys.txt");
        Files.write(keys, List.of("analyst read " + Hashing.sha256().hashString(READER, StandardCharsets.UTF_8)));
        try (DemoServer demo = DemoServer.empty(folder, "keys.file", keys.toString());
                Browser browser = new Browser();
                Visit visit = browser.visit(demo.uri(), "/alerts").expectRefusals()) {
            Page page = visit.page();
            assertThat(visit.heading()).hasText("Sign in");
            assertThat(page.locator("#api-key")).isFocused();
            visit.picture("sign-in").isAccessible();
            page.locator("#api-key").fill("wrong");
            visit.button("Sign in").click();
            assertThat(page.locator(".failed")).containsText("The API key is not known");
            page.locator("#api-key").fill(READER);
            page.locator("#api-key").press("Enter");
            assertThat(visit.heading()).hasText("Alerts");
            assertThat(page.locator("#live")).containsText("Live");
            assertThat(page.evaluate("document.cookie + JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"))
                    .asString()
                    .doesNotContain(READER);

            page.reload();
            assertThat(visit.heading()).hasText("Alerts");
            visit.button("Sign out").click();
            assertThat(visit.heading()).hasText("Sign in");
            assertThat(page.locator("nav a")).hasCount(0);
        }
    }
}
