package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.DnsMessages.Answer;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail server asks of each sender who that is: names of addresses, policies, keys, block lists with a customer's key in the name. */
public final class MailServer implements Scenario {
    @Override
    public String name() {
        return "mail_server";
    }

    @Override
    public String description() {
        return "mail in and out, and the questions about it: TXT, MX, reverse, DNSSEC, block lists with keys";
    }

    private static final int SMTP = 25;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("messages_per_second", 0.05, 6);
        int lists = parameters.count("block_lists", 1, 8);
        boolean keyed = parameters.chance("keyed", 0.6);
        boolean signed = parameters.chance("dnssec", 0.4);
        double refused = parameters.uniform("refused_share", 0, 0.5);
        String key = stage.random().word(parameters.count("key_length", 12, 32));
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            Host sender = random.chance(0.5)
                    ? stage.population().newRemote()
                    : stage.population().popularRemote(random);
            IpAddress address = sender.four().address();
            SmallTalk.lookUpReverse(stage, stage.subject(), address);
            for (int i = 0; i < lists; i++) {
                String zone = (keyed ? key + "." : "") + "list" + i + ".rbl-service.net";
                ask(
                        stage,
                        reversed(address) + "." + zone,
                        DnsMessages.A,
                        random.chance(0.1) ? new byte[] {127, 0, 0, 2} : null);
            }
            policies(stage, sender.name(), signed);
            stage.call(sender, stage.subject(), SMTP)
                    .saying(letter(random, random.chance(refused)))
                    .open();
        });
        stage.repeat(stage.arrivals(rate / 3), () -> {
            Host receiver = stage.population().popularRemote(stage.random());
            ask(stage, receiver.name(), DnsMessages.MX, DnsMessages.exchange(10, "mx." + receiver.name()));
            SmallTalk.lookUpHost(stage, stage.subject(), "mx." + receiver.name(), receiver, false);
            stage.call(stage.subject(), receiver, SMTP)
                    .saying(letter(stage.random(), false))
                    .open();
        });
    }

    private static void policies(Stage stage, String domain, boolean signed) {
        Randomness fixed = new Randomness(domain.hashCode());
        byte[] policy = DnsMessages.text(
                new Bytes().text("v=spf1 include:_spf." + domain + " -all").toByteArray());
        byte[] key = DnsMessages.text(new Bytes()
                .text("v=DKIM1; p=" + fixed.word(fixed.between(200, 390)))
                .toByteArray());
        ask(stage, domain, DnsMessages.TXT, policy);
        ask(stage, "_dmarc." + domain, DnsMessages.TXT, fixed.chance(0.6) ? policy : null);
        ask(stage, "s" + fixed.below(9999) + "._domainkey." + domain, DnsMessages.TXT, key);
        if (signed) {
            ask(
                    stage,
                    domain,
                    DnsMessages.DNSKEY,
                    new Bytes().random(fixed, 260).toByteArray());
            ask(stage, domain, DnsMessages.DS, new Bytes().random(fixed, 36).toByteArray());
            ask(stage, "_25._tcp.mx." + domain, DnsMessages.TLSA, null);
        }
    }

    private static void ask(Stage stage, String name, int type, byte @Nullable [] data) {
        int code = data == null ? DnsMessages.NXDOMAIN : DnsMessages.NO_ERROR;
        List<Answer> answers = data == null ? List.of() : List.of(new Answer(type, 300, data));
        SmallTalk.lookUp(stage, stage.subject(), stage.population().resolver(), name, type, code, answers);
    }

    private static String reversed(IpAddress address) {
        int bits = (int) address.low();
        return (bits & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 24);
    }

    private static Script letter(Randomness random, boolean refused) {
        Script.Written talk = Script.written();
        talk.server(Payload.text("220 mail ESMTP\r\n"), 20 * Clock.MILLI);
        talk.client(Payload.text("EHLO sender.example\r\n"), Clock.MILLI);
        talk.server(Payload.text("250-mail\r\n250-SIZE 52428800\r\n250 STARTTLS\r\n"), 5 * Clock.MILLI);
        talk.client(Payload.text("MAIL FROM:<a@sender.example>\r\n"), Clock.MILLI);
        talk.server(Payload.text(refused ? "554 5.7.1 blocked\r\n" : "250 ok\r\n"), 80 * Clock.MILLI);
        if (!refused) {
            talk.client(Payload.text("RCPT TO:<b@mail.example>\r\nDATA\r\n"), Clock.MILLI);
            talk.server(Payload.text("354 go\r\n"), 10 * Clock.MILLI);
            int bytes = (int) random.pareto(20_000, 1.3, 800, 2_000_000);
            talk.client(SmallTalk.noise(random, bytes), Clock.MILLI);
            talk.server(Payload.text("250 queued\r\n"), 20 * Clock.MILLI);
        }
        return talk.close(Clock.MILLI);
    }
}
