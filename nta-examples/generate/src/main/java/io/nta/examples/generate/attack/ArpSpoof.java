package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.normal.SmallTalk;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;

/** The subject tells its neighbours that others' addresses are its own, and passes on what they then send it. */
public final class ArpSpoof implements Scenario {
    private static final double SHORTEST = 60;
    private static final double LONGEST = 500;

    private enum Lie {
        /** Replies that nobody asked for: arpspoof, ettercap, bettercap. */
        REPLY,
        /** Requests whose sender is false: they teach as well. */
        REQUEST,
        /** To everybody. */
        GRATUITOUS,
        GRATUITOUS_REPLY
    }

    @Override
    public String name() {
        return "arp_spoof";
    }

    @Override
    public String label() {
        return "arp_spoof";
    }

    @Override
    public String description() {
        return "false claims at 0.1 to 10 a second to one victim or many, one way or both, the owner answering or not";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Lie lie = parameters.choice(
                "lie", Lie.REPLY, Lie.REPLY, Lie.REPLY, Lie.REQUEST, Lie.GRATUITOUS, Lie.GRATUITOUS_REPLY);
        boolean bothWays = parameters.chance("both_ways", 0.6);
        double rate = parameters.logUniform("rate", 0.1, 10);
        int victimCount = parameters.choice("victims", 1, 1, 1, 3, 8);
        boolean ownerAnswers = parameters.chance("owner_answers", 0.4);
        boolean repairs = parameters.chance("repairs_at_end", 0.4);
        double asks = parameters.logUniform("victim_asks_every", 10, 120);
        Host claimed =
                parameters.chance("claims_gateway", 0.7) ? stage.population().gateway() : stage.otherLocal();
        List<Host> victims = new ArrayList<>();
        for (Host host : stage.population().locals()) {
            if (host != stage.subject() && host != claimed && victims.size() < victimCount) {
                victims.add(host);
            }
        }
        Stage when = stage.sometime(Math.max(SHORTEST, 10 / rate), LONGEST);
        long mac = stage.subject().mac();
        // Tools look up whom they will lie to, under their own address.
        when.clock().at(when.start(), () -> {
            SmallTalk.whoHas(when, stage.subject(), claimed, false, true);
            victims.forEach(victim -> SmallTalk.whoHas(when, stage.subject(), victim, false, true));
        });
        when.repeatFrom(when.start() + Clock.SECOND, when.steady(1 / rate, 0.1), () -> {
            for (Host victim : victims) {
                tell(when, lie, mac, claimed, victim);
                if (bothWays) {
                    when.clock().after(Clock.MILLI, () -> tell(when, lie, mac, victim, claimed));
                }
            }
        });
        for (Host victim : victims) {
            when.repeat(when.arrivals(1 / asks), () -> ask(when, victim, claimed, ownerAnswers));
        }
        if (repairs) {
            stage.clock()
                    .at(when.end(), () -> victims.forEach(victim -> tell(when, lie, claimed.mac(), claimed, victim)));
        }
        String liar = "MAC " + new MacAddress(mac) + " (" + stage.subject().address() + ")";
        String named = String.join(";", victims.stream().map(Host::address).toList());
        when.label("arp_spoof", when.start(), when.end(), liar, named, "impersonates " + claimed.address());
    }

    /** The victim asks itself; the owner may answer as always, and the attacker answers, too. */
    private static void ask(Stage stage, Host victim, Host claimed, boolean ownerAnswers) {
        SmallTalk.whoHas(stage, victim, claimed, false, ownerAnswers);
        int asked = (int) claimed.four().address().low();
        int asker = (int) victim.four().address().low();
        stage.clock()
                .after(
                        3 * Clock.MILLI,
                        () -> ArpMessages.reply(
                                stage.wire(), victim.mac(), stage.subject().mac(), asked, asker));
    }

    private static void tell(Stage stage, Lie lie, long mac, Host claimed, Host victim) {
        int false4 = (int) claimed.four().address().low();
        int told = (int) victim.four().address().low();
        switch (lie) {
            case REPLY -> ArpMessages.reply(stage.wire(), victim.mac(), mac, false4, told);
            case REQUEST -> ArpMessages.request(stage.wire(), victim.mac(), mac, false4, told);
            case GRATUITOUS -> ArpMessages.announce(stage.wire(), mac, false4, false);
            case GRATUITOUS_REPLY -> ArpMessages.announce(stage.wire(), mac, false4, true);
        }
    }
}
