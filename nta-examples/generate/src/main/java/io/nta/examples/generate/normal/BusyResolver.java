package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.DnsMessages.Answer;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** The resolver answers many clients and asks upstream for what it doesn't know. */
public final class BusyResolver implements Scenario {
    @Override
    public String name() {
        return "busy_resolver";
    }

    @Override
    public String description() {
        return "a resolver that asks upstream for many clients, some of whose questions fail";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 2, 150);
        double missing = parameters.uniform("missing_share", 0.05, 0.5);
        double cached = parameters.uniform("cached_share", 0.1, 0.8);
        boolean forwards = parameters.chance("forwards", 0.6);
        Host upstream = stage.population().newRemote();
        Host resolver = stage.population().resolver();
        stage.label(resolver.address(), "");
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            Host server = stage.population().popularRemote(random);
            String name =
                    random.pick(List.of("www.", "api.", "cdn.", "img-" + random.below(30) + ".", "")) + server.name();
            boolean missed = random.chance(missing);
            int type = random.pick(List.of(DnsMessages.A, DnsMessages.A, DnsMessages.AAAA, DnsMessages.HTTPS));
            boolean empty = missed || type == DnsMessages.HTTPS;
            List<Answer> answers = empty
                    ? List.of()
                    : List.of(new Answer(
                            type,
                            120,
                            SmallTalk.bytes(server.at(type == DnsMessages.AAAA).address())));
            int code = missed ? DnsMessages.NXDOMAIN : DnsMessages.NO_ERROR;
            SmallTalk.lookUp(stage, stage.otherLocal(), resolver, name, type, code, answers);
            if (!random.chance(cached)) {
                Host asked = forwards ? upstream : stage.population().popularRemote(random);
                SmallTalk.lookUp(stage, resolver, asked, name, type, code, answers);
            }
        });
    }
}
