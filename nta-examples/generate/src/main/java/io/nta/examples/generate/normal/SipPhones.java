package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Telephones register, keep their way through the firewall open, and are asked whether they are still there. */
public final class SipPhones implements Scenario {
    @Override
    public String name() {
        return "sip_phones";
    }

    @Override
    public String description() {
        return "telephones register and are kept alive: SIP over UDP, empty datagrams, some telephones gone";
    }

    private static final int SIP = 5060;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int phones = parameters.count("phones", 1, 30);
        double register = parameters.logUniform("seconds_between_registrations", 10, 300);
        double options = parameters.logUniform("seconds_between_questions", 2, 60);
        double alive = parameters.logUniform("seconds_between_keep_alives", 1, 30);
        double gone = parameters.uniform("gone_share", 0, 0.3);
        Host exchange = stage.subject();
        stage.label("", exchange.address());
        for (int i = 0; i < phones; i++) {
            Host phone = stage.random().chance(0.7)
                    ? stage.otherLocal()
                    : stage.population().newRemote();
            int port = stage.random().chance(0.5) ? SIP : phone.nextPort();
            boolean absent = stage.random().chance(gone);
            Datagrams up = stage.datagrams(phone, port, exchange, SIP, false);
            Datagrams down = stage.datagrams(exchange, SIP, phone, port, false);
            if (!absent) {
                stage.repeat(stage.steady(register, 0.2), () -> {
                    up.send(message("REGISTER sip:exchange SIP/2.0"));
                    up.answer(message("SIP/2.0 401 Unauthorized"), 2 * Clock.MILLI);
                    stage.clock().after(100 * Clock.MILLI, () -> {
                        up.send(message("REGISTER sip:exchange SIP/2.0", "Authorization: Digest username=\"200\""));
                        up.answer(message("SIP/2.0 200 OK"), 2 * Clock.MILLI);
                    });
                });
                stage.repeat(stage.steady(alive, 0.1), () -> up.send(Payload.text("\r\n\r\n")));
            }
            stage.repeat(stage.steady(options, 0.1), () -> {
                down.send(message("OPTIONS sip:200@phone SIP/2.0"));
                if (!absent) {
                    down.answer(message("SIP/2.0 200 OK"), 10 * Clock.MILLI);
                }
            });
        }
    }

    private static Payload message(String... first) {
        return Payload.lines(
                String.join("\r\n", first),
                "Via: SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK776asdhds",
                "From: <sip:200@exchange>;tag=1928301774",
                "To: <sip:200@exchange>",
                "Call-ID: a84b4c76e66710",
                "CSeq: 314159 OPTIONS",
                "Content-Length: 0");
    }
}
