package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.DnsMessages.Answer;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** Look-ups of programs: long names, odd types, many that don't exist. */
public final class NameLookups implements Scenario {
    @Override
    public String name() {
        return "name_lookups";
    }

    @Override
    public String description() {
        return "look-ups that resemble tunnels: hashed CDN names, TXT, DNSSEC, reverse, block lists, antivirus";
    }

    private enum Purpose {
        /** Hashed names of content networks. */
        CONTENT_NETWORK,
        /** Sender policies and keys: TXT. */
        MAIL_POLICY,
        /** Signatures and keys. */
        DNSSEC,
        /** Names of addresses. */
        REVERSE,
        /** Addresses in block lists. */
        BLOCK_LIST,
        /** Hashes of files in an antivirus cloud. */
        ANTIVIRUS,
        /** Names that don't exist: a search list. */
        SEARCH_LIST
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Purpose purpose = parameters.choice("purpose", Purpose.values());
        double rate = parameters.logUniform("rate", 0.05, 20);
        int repeats = parameters.count("different_names", 20, 2000);
        String domain = Population.domain(stage.random());
        stage.label(stage.subject().address(), stage.population().resolver().address());
        stage.repeat(stage.arrivals(rate), () -> {
            // Names come back: a name's number, drawn from few or many, fixes it.
            Randomness name = new Randomness(stage.random().below(repeats)).fork(domain);
            ask(stage, purpose, domain, name);
        });
    }

    private static void ask(Stage stage, Purpose purpose, String domain, Randomness name) {
        byte[] address = new Bytes().u32(Population.publicAddress(name)).toByteArray();
        String octets =
                (address[3] & 0xFF) + "." + (address[2] & 0xFF) + "." + (address[1] & 0xFF) + "." + (address[0] & 0xFF);
        boolean exists = name.chance(0.5);
        switch (purpose) {
            case CONTENT_NETWORK -> {
                String host = "d" + name.word(13) + "."
                        + name.pick(List.of("cloudfront.net", "akamaiedge.net", "fastly.net"));
                ask(stage, host, DnsMessages.A, true, address);
            }
            case MAIL_POLICY -> {
                String prefix = name.pick(List.of("", "_dmarc.", "selector1._domainkey.", "s2048._domainkey."));
                byte[] text = DnsMessages.text(new Bytes()
                        .text("v=DKIM1; k=rsa; p=" + name.word(name.between(20, 380)))
                        .toByteArray());
                ask(stage, prefix + Population.domain(name), DnsMessages.TXT, exists, text);
            }
            case DNSSEC -> {
                int type = name.pick(List.of(DnsMessages.DS, DnsMessages.DNSKEY));
                Bytes data = type == DnsMessages.DS
                        ? new Bytes().u16(4711).u8(8).u8(2).random(name, 32)
                        : new Bytes().u16(257).u8(3).u8(13).random(name, 64);
                ask(stage, Population.domain(name), type, true, data.toByteArray());
            }
            case REVERSE ->
                ask(
                        stage,
                        octets + ".in-addr.arpa",
                        DnsMessages.PTR,
                        exists,
                        DnsMessages.name("host." + Population.domain(name)));
            case BLOCK_LIST -> {
                boolean listed = name.chance(0.1);
                ask(
                        stage,
                        octets + ".zen." + domain,
                        DnsMessages.A,
                        listed,
                        new Bytes().u32(0x7F00_0002).toByteArray());
            }
            case ANTIVIRUS ->
                ask(stage, name.word(26) + "." + name.word(5) + ".avqs." + domain, DnsMessages.A, exists, address);
            case SEARCH_LIST -> ask(stage, name.word(8) + ".corp." + domain, DnsMessages.A, false, address);
        }
    }

    private static void ask(Stage stage, String name, int type, boolean exists, byte[] data) {
        int code = exists ? DnsMessages.NO_ERROR : DnsMessages.NXDOMAIN;
        List<Answer> answers = exists ? List.of(new Answer(type, 300, data)) : List.of();
        SmallTalk.lookUp(stage, stage.subject(), stage.population().resolver(), name, type, code, answers);
    }
}
