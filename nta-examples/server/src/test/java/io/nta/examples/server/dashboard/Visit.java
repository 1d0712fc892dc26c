package io.nta.examples.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody at the dashboard. Closing it asserts that nothing went wrong meanwhile: no dialog, no script that failed or was refused, no request that was refused but for those that a test
 * {@linkplain #expectRefusals expects}.
 */
final class Visit implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** What is said of a refused request, whatever it was. */
    private static final String REFUSED = "Failed to load resource";

    private final BrowserContext context;
    private final Page page;
    private final URI server;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean refusalsExpected;

    Visit(BrowserContext context, URI server, String where) {
        this.context = context;
        this.server = server;
        context.setDefaultTimeout(Browser.PATIENCE_MILLIS);
        // Set before any script of the page, and not subject to its policy.
        context.addInitScript("window.violations = []; document.addEventListener('securitypolicyviolation',"
                + " (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));");
        page = context.newPage();
        page.onDialog(dialog -> {
            wrong.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> wrong.add("script failed: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !(refusalsExpected && message.text().startsWith(REFUSED))) {
                wrong.add("console: " + message.text() + " " + message.location());
            }
        });
        page.onRequest(request -> {
            asked.add(request.url());
            if (!request.url().startsWith(server.toString()) && !request.url().startsWith("data:")) {
                wrong.add("asked another server: " + request.url());
            }
        });
        page.navigate(server.resolve("/dashboard/#" + where).toString());
    }

    Page page() {
        return page;
    }

    /** Returns the addresses of all that the page has asked for so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Requests may be refused from now on. */
    Visit expectRefusals() {
        refusalsExpected = true;
        return this;
    }

    /** Goes to a page as a link would. */
    void go(String where) {
        page.navigate(server.resolve("/dashboard/#" + where).toString());
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** Returns the part of the page under a heading. */
    Locator panel(String title) {
        return page.locator("section.panel")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(title).setExact(true))));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Returns the rows below a table's head. */
    static Locator rows(Locator within) {
        return within.locator("tbody tr");
    }

    /** Waits until nothing of the page is being asked for. */
    Visit settle() {
        assertThat(heading()).isVisible();
        assertThat(page.locator("[aria-busy]")).hasCount(0);
        return this;
    }

    /** Keeps a picture of the whole page under {@code target/screenshots}. */
    Visit picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
        return this;
    }

    /** Asserts that axe finds no serious violation, and that nothing sticks out of the window. */
    Visit isAccessible() {
        List<String> violations = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> rule.getImpact().equals("serious")
                                || rule.getImpact().equals("critical"))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .limit(3)
                                        .toList())
                        .toList();
        assertThat(violations).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as("how far the page is wider than the window")
                .isEqualTo(0);
        return this;
    }

    @Override
    public void close() {
        Object violations = page.evaluate("window.violations");
        context.close();
        assertThat(wrong).isEmpty();
        assertThat(violations).as("violations of the content security policy").isEqualTo(List.of());
    }
}
