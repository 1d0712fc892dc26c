package io.nta.examples.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves files from the jar; any thread may ask. They hold nothing secret: whatever they show, they ask the API for. */
public final class Pages {
    /** Nothing but what this server serves is loaded, run or asked; nobody may frame its pages. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Swagger UI sets styles in its elements. */
    private static final String DOCS_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private static final Pattern SAFE_PATH =
            Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final String DASHBOARD = "/io/nta/examples/server/dashboard/";
    private static final String DOCS = "/io/nta/examples/server/docs/";

    private static final String WEBJARS = "/META-INF/resources/webjars/";

    /** Larger files, as those of Swagger UI for debugging, are read when they are asked for. */
    private static final int MOST_KEPT_BYTES = 262_144;

    /** Files that were asked for: no more than the jar has. */
    private final Map<String, PageFile> kept = new ConcurrentHashMap<>();

    private final String swagger;
    private final String uplot;

    /** Creates them. */
    public Pages() {
        this.swagger = WEBJARS + "swagger-ui/" + version("org.webjars/swagger-ui") + "/";
        this.uplot = WEBJARS + "uplot/" + version("org.webjars.npm/uplot") + "/dist/";
    }

    /** A webjar's folder bears its version, and its jar tells it. */
    private static String version(String webjar) {
        Properties properties = new Properties();
        try (InputStream input = Pages.class.getResourceAsStream("/META-INF/maven/" + webjar + "/pom.properties")) {
            if (input != null) {
                properties.load(input);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class path can't be read", e);
        }
        return properties.getProperty("version", "none");
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/", Scope.PUBLIC, context -> context.redirect("/dashboard/"));
        routes.get("/dashboard", Scope.PUBLIC, context -> context.redirect("/dashboard/"));
        routes.get("/dashboard/", Scope.PUBLIC, context -> send(context, DASHBOARD, "index.html", POLICY));
        routes.get(
                "/dashboard/uplot/<file>",
                Scope.PUBLIC,
                context -> send(context, uplot, context.pathParam("file"), POLICY));
        routes.get(
                "/dashboard/<file>",
                Scope.PUBLIC,
                context -> send(context, DASHBOARD, context.pathParam("file"), POLICY));
        routes.get("/docs", Scope.PUBLIC, context -> context.redirect("/docs/"));
        routes.get("/docs/", Scope.PUBLIC, context -> send(context, DOCS, "index.html", DOCS_POLICY));
        routes.get(
                "/docs/swagger/<file>",
                Scope.PUBLIC,
                context -> send(context, swagger, context.pathParam("file"), DOCS_POLICY));
        routes.get(
                "/docs/<file>", Scope.PUBLIC, context -> send(context, DOCS, context.pathParam("file"), DOCS_POLICY));
    }

    private void send(Context context, String folder, String file, String policy) throws IOException {
        PageFile page = SAFE_PATH.matcher(file).matches() && !file.contains("..") ? file(folder + file) : null;
        if (page == null) {
            throw Problem.notFound("There is no such page");
        }
        context.header("Content-Security-Policy", policy);
        context.header("Cache-Control", "no-cache");
        context.contentType(type(file));
        page.send(context);
    }

    private @Nullable PageFile file(String resource) throws IOException {
        PageFile known = kept.get(resource);
        if (known != null) {
            return known;
        }
        byte[] content = read(resource);
        if (content == null) {
            return null;
        }
        PageFile file = new PageFile(content);
        if (content.length <= MOST_KEPT_BYTES) {
            kept.put(resource, file);
        }
        return file;
    }

    private static byte @Nullable [] read(String resource) throws IOException {
        try (InputStream input = Pages.class.getResourceAsStream(resource)) {
            return input == null ? null : input.readAllBytes();
        }
    }

    private static String type(String file) {
        switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html":
                return "text/html; charset=utf-8";
            case "css":
                return "text/css; charset=utf-8";
            case "js":
            case "mjs":
                return "text/javascript; charset=utf-8";
            case "svg":
                return "image/svg+xml";
            case "png":
                return "image/png";
            case "woff2":
                return "font/woff2";
            case "json":
                return "application/json";
            case "yaml":
                return "application/yaml";
            default:
                return "application/octet-stream";
        }
    }
}
