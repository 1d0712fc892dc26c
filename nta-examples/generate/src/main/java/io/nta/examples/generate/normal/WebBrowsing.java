package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A person reads web pages, each of which comes from several hosts. */
public final class WebBrowsing implements Scenario {
    @Override
    public String name() {
        return "web_browsing";
    }

    @Override
    public String description() {
        return "a person reads pages: names, many hosts for each, plain and TLS, loss";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double pageGap = parameters.logUniform("page_gap", 3, 60);
        int hostsPerPage = parameters.count("hosts_per_page", 1, 25);
        double meanBytes = parameters.logUniform("mean_bytes", 2_000, 120_000);
        double loss = parameters.chance("lossy", 0.3) ? parameters.logUniform("loss", 0.0005, 0.03) : 0;
        boolean ipv6 = parameters.chance("ipv6", 0.25);
        double plain = parameters.choice("plain_share", 0.0, 0.1, 0.9);
        String agent = parameters.choice("agent", HttpMessages.AGENTS);
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(1 / pageGap), () -> {
            int hosts = 1 + stage.random().below(hostsPerPage);
            for (int i = 0; i < hosts; i++) {
                long delay = i == 0 ? 0 : Stage.nanos(stage.random().between(0.15, 1.5));
                stage.clock().after(delay, () -> fetch(stage, meanBytes, loss, ipv6, plain, agent));
            }
        });
    }

    private static void fetch(Stage stage, double meanBytes, double loss, boolean ipv6, double plain, String agent) {
        Randomness random = stage.random();
        Host server = stage.population().popularRemote(random);
        boolean secure = !random.chance(plain);
        // Names that are still known aren't asked for.
        if (random.chance(0.7)) {
            SmallTalk.lookUpHost(stage, stage.subject(), "www." + server.name(), server, ipv6);
        }
        int requests = random.between(1, 6);
        WebScript talk = new WebScript(random, secure, "www." + server.name(), agent, requests, meanBytes, 0.3, 0.03);
        stage.clock()
                .after(
                        40 * Clock.MILLI,
                        () -> stage.call(stage.subject(), server, secure ? 443 : 80)
                                .ipv6(ipv6)
                                .losing(loss)
                                .saying(talk)
                                .open());
    }
}
