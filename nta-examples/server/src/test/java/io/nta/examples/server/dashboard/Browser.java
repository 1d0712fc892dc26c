package io.nta.examples.server.dashboard;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Chromium that the system has. */
final class Browser implements AutoCloseable {
    /** The machine may be busy. */
    static final double PATIENCE_MILLIS = 30_000;

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    Browser() {
        Path chromium = NAMES.stream()
                .flatMap(name -> onPath(name).stream())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The dashboard's tests drive Chromium, which is not installed: apt-get install chromium, or see ./nta test"));
        Map<String, String> environment = new HashMap<>();
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        onPath("node").ifPresent(node -> environment.put("PLAYWRIGHT_NODEJS_PATH", node.toString()));
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--disable-background-networking")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private static Optional<Path> onPath(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page of the dashboard, such as {@code /alerts}, in a window of 1280 pixels' width. */
    Visit visit(URI server, String page) {
        return visit(server, page, Look.WIDE);
    }

    Visit visit(URI server, String page, Look look) {
        return new Visit(
                browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.scheme())),
                server,
                page);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
