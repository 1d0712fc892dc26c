package io.nta.examples.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every route of the server, with the scope that it asks for: none is reached without passing the gate. */
public final class RouteTable {
    /**
     * A route.
     *
     * @param method upper case
     * @param path with {@code {name}} for what varies
     * @param scope what its caller needs
     */
    public record Route(String method, String path, Scope scope) {}

    /** Lets requests in, or not. */
    @FunctionalInterface
    public interface Gate {
        /** Throws a {@link Problem} unless the sender of a request has the scope. */
        void admit(Context context, Scope scope);
    }

    private final RoutesConfig routes;
    private final Gate gate;
    private final List<Route> all = new ArrayList<>();

    /** Creates a table that adds to {@code routes}. */
    public RouteTable(RoutesConfig routes, Gate gate) {
        this.routes = routes;
        this.gate = gate;
    }

    /** Adds a GET route, and HEAD with the same status and headers. */
    public void get(String path, Scope scope, Handler handler) {
        add(HandlerType.GET, path, scope, handler);
        handle(HandlerType.HEAD, path, scope, handler);
    }

    /** Adds a GET route whose answer has no end; HEAD only tells whether its caller is let in. */
    public void stream(String path, Scope scope, Handler handler) {
        add(HandlerType.GET, path, scope, handler);
        handle(HandlerType.HEAD, path, scope, context -> {});
    }

    /** Adds a POST route. */
    public void post(String path, Scope scope, Handler handler) {
        add(HandlerType.POST, path, scope, handler);
    }

    /** Adds a DELETE route. */
    public void delete(String path, Scope scope, Handler handler) {
        add(HandlerType.DELETE, path, scope, handler);
    }

    private void add(HandlerType method, String path, Scope scope, Handler handler) {
        all.add(new Route(method.name(), path, scope));
        handle(method, path, scope, handler);
    }

    private void handle(HandlerType method, String path, Scope scope, Handler handler) {
        routes.addHttpHandler(method, path, context -> {
            gate.admit(context, scope);
            handler.handle(context);
        });
    }

    /** Adds a WebSocket route. */
    public void webSocket(String path, Scope scope, Consumer<WsConfig> handler) {
        all.add(new Route("GET", path, scope));
        routes.wsBeforeUpgrade(path, context -> gate.admit(context, scope));
        routes.ws(path, handler);
    }

    /** Returns all routes added so far. */
    public List<Route> all() {
        return List.copyOf(all);
    }
}
