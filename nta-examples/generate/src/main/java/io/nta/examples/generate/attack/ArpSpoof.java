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
        return "false claims at 0.05 to 50 a second to one victim or many, one way or both, the owner answering, defending itself or silent";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Lie lie = parameters.choice(
                "lie", Lie.REPLY, Lie.REPLY, Lie.REPLY, Lie.REQUEST, Lie.GRATUITOUS, Lie.GRATUITOUS_REPLY);
        boolean bothWays = parameters.chance("both_ways", 0.6);
        double rate = parameters.logUniform("rate", 0.05, 50);
        int victimCount = parameters.choice("victims", 1, 1, 1, 1, 3, 8, 20);
        boolean ownerAnswers = parameters.chance("owner_answers", 0.4);
        boolean ownerDefends = parameters.chance("owner_defends", 0.15);
        boolean repairs = parameters.chance("repairs_at_end", 0.4);
        boolean looksUp = parameters.chance("looks_up_first", 0.6);
        boolean ownMac = parameters.chance("own_mac", 0.8);
        double asks = parameters.logUniform("victim_asks_every", 10, 120);
        Host claimed =
                parameters.chance("claims_gateway", 0.7) ? stage.population().gateway() : stage.otherLocal();
        List<Host> victims = victims(stage, claimed, victimCount);
        stage.population().attacking(stage.subject());
        Stage when = stage.sometime(Math.max(SHORTEST, 10 / rate), LONGEST);
        long mac = ownMac
                ? stage.subject().mac()
                : stage.subject().mac() ^ stage.random().below(1 << 20) << 4;
        Liar liar = new Liar(when, lie, mac, parameters.chance("frames_tell", 0.15));
        if (looksUp) {
            // Tools look up whom they will lie to, under their own address.
            when.clock().at(when.start(), () -> {
                SmallTalk.whoHas(when, stage.subject(), claimed, false, true);
                victims.forEach(victim -> SmallTalk.whoHas(when, stage.subject(), victim, false, true));
            });
        }
        when.repeatFrom(when.start() + Clock.SECOND, when.steady(1 / rate, 0.1), () -> {
            for (Host victim : victims) {
                liar.tell(claimed, victim);
                if (bothWays) {
                    when.clock().after(Clock.MILLI, () -> liar.tell(victim, claimed));
                }
            }
            if (ownerDefends && stage.random().chance(Math.min(1, 0.1 / rate))) {
                int own = (int) claimed.four().address().low();
                when.clock().after(Clock.MILLI, () -> ArpMessages.announce(when.wire(), claimed.mac(), own, false));
            }
        });
        for (Host victim : victims) {
            if (!ownerAnswers) {
                stage.wire().silence(victim, claimed);
            }
            when.repeat(when.arrivals(1 / asks), () -> ask(when, mac, victim, claimed, ownerAnswers));
        }
        if (repairs) {
            Liar honest = new Liar(when, lie, claimed.mac(), false);
            stage.clock().at(when.end(), () -> victims.forEach(victim -> honest.tell(claimed, victim)));
        }
        String attacker = "MAC " + new MacAddress(mac) + " (" + stage.subject().address() + ")";
        String named = String.join(";", victims.stream().map(Host::address).toList());
        when.label("arp_spoof", when.start(), when.end(), attacker, named, "impersonates " + claimed.address());
    }

    private static List<Host> victims(Stage stage, Host claimed, int count) {
        List<Host> victims = new ArrayList<>();
        for (Host host : stage.population().locals()) {
            if (host != stage.subject() && host != claimed && victims.size() < count) {
                victims.add(host);
            }
        }
        return victims;
    }

    /** The victim asks itself; the owner may answer as always, and the attacker answers, too. */
    private static void ask(Stage stage, long mac, Host victim, Host claimed, boolean ownerAnswers) {
        SmallTalk.whoHas(stage, victim, claimed, false, ownerAnswers);
        int asked = (int) claimed.four().address().low();
        int asker = (int) victim.four().address().low();
        stage.clock().after(3 * Clock.MILLI, () -> ArpMessages.reply(stage.wire(), victim.mac(), mac, asked, asker));
    }

    /**
     * Says of one that it is at another's MAC.
     *
     * @param mac the MAC that the lie names
     * @param framesTell whether frames bear the liar's own MAC whatever the lie names, or none at all
     */
    private record Liar(Stage stage, Lie lie, long mac, boolean framesTell) {
        void tell(Host claimed, Host victim) {
            int false4 = (int) claimed.four().address().low();
            int told = (int) victim.four().address().low();
            long frame = framesTell ? (mac & 1 << 24) == 0 ? 0 : mac ^ 0x1100 : mac;
            switch (lie) {
                case REPLY -> ArpMessages.forge(stage.wire(), frame, victim.mac(), true, mac, false4, told);
                case REQUEST -> ArpMessages.forge(stage.wire(), frame, victim.mac(), false, mac, false4, told);
                case GRATUITOUS -> ArpMessages.announce(stage.wire(), mac, false4, false);
                case GRATUITOUS_REPLY -> ArpMessages.announce(stage.wire(), mac, false4, true);
            }
        }
    }
}
