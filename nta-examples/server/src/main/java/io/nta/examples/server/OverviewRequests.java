package io.nta.examples.server;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a browser asks a server for when somebody opens the dashboard, which shows Overview: the page, what it consists of, and what it shows of the last quarter of an hour. A test holds it
 * against what a browser asks.
 */
public final class OverviewRequests {
    /** Events as they come: an answer that doesn't end. */
    public static final String EVENTS = "/api/stream";

    private static final int MINUTES = 15;

    private static final List<String> FILES = List.of(
            "",
            "uplot/uPlot.min.css",
            "theme.css",
            "layout.css",
            "parts.css",
            "main.js",
            "lib/announcer.js",
            "lib/dom.js",
            "lib/api.js",
            "lib/range.js",
            "lib/live.js",
            "lib/panel.js",
            "lib/session.js",
            "lib/router.js",
            "lib/alerts.js",
            "lib/units.js",
            "lib/lasting.js",
            "lib/theme.js",
            "lib/table.js",
            "lib/chart.js",
            "uplot/uPlot.esm.js",
            "icon.svg",
            "pages/overview.js",
            "lib/agents.js");

    private OverviewRequests() {}

    /**
     * Returns the paths, with their queries, in about the order in which a browser asks for them, but for {@link #EVENTS}.
     *
     * @param newest when the newest packet was captured
     */
    public static List<String> of(Instant newest) {
        Instant end = newest.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        // Alerts are told of later than the packets that they are about were captured.
        String since = "from=" + end.minus(MINUTES, ChronoUnit.MINUTES);
        String range = since + "&to=" + end;
        List<String> paths = new ArrayList<>();
        FILES.forEach(file -> paths.add("/dashboard/" + file));
        paths.add("/api/session");
        paths.add("/api/packets?limit=1");
        paths.add("/api/traffic?" + range);
        paths.add("/api/alerts/summary?" + since);
        paths.add("/api/alerts?" + since + "&resolved=false&limit=8");
        paths.add("/api/top-sources?" + range + "&limit=8");
        paths.add("/api/top-destinations?" + range + "&limit=8");
        paths.add("/api/top-ports?" + range + "&limit=8");
        paths.add("/api/agents");
        paths.add("/api/traffic-history?" + range + "&step=60");
        paths.add("/api/alerts?" + since + "&limit=200");
        paths.add("/api/alerts/summary");
        return paths;
    }
}
