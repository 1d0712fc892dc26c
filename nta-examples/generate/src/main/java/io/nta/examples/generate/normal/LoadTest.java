package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A tool measures how much a web server bears: connection after connection, many at once. */
public final class LoadTest implements Scenario {
    @Override
    public String name() {
        return "load_test";
    }

    @Override
    public String description() {
        return "a load test: up to 100 connections at once, new ones again and again, one server";
    }

    private static final int MOST_CONNECTIONS = 15_000;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int users = parameters.count("users", 1, 100);
        int requests = parameters.choice("requests_per_connection", 1, 1, 10, 100);
        double think = parameters.logUniform("think_seconds", 0.01, 5);
        double bytes = parameters.logUniform("mean_bytes", 300, 30_000);
        boolean secure = parameters.chance("tls", 0.4);
        boolean inside = parameters.chance("server_inside", 0.6);
        Host server = inside ? stage.otherLocal() : stage.population().popularRemote(stage.random());
        Stage when = stage.sometime(20, 300);
        int[] left = {MOST_CONNECTIONS};
        for (int i = 0; i < users; i++) {
            long begin = when.start() + Stage.nanos(when.random().between(0, 2));
            when.clock().at(begin, () -> use(when, server, secure, requests, think, bytes, left));
        }
        when.label(when.subject().address(), server.address());
    }

    private static void use(
            Stage stage, Host server, boolean secure, int requests, double think, double bytes, int[] left) {
        if (stage.isOver() || left[0]-- <= 0) {
            return;
        }
        Randomness random = stage.random();
        long pause = Stage.nanos(random.exponential(think));
        stage.call(stage.subject(), server, secure ? 443 : 8080)
                .saying(new WebScript(random, secure, server.name(), "ab/2.3", requests, bytes, 0.001, 0.005))
                .then(() -> stage.clock().after(pause, () -> use(stage, server, secure, requests, think, bytes, left)))
                .open();
    }
}
