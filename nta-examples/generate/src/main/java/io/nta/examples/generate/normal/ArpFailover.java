package io.nta.examples.generate.normal;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;

/** Two hosts share an address; the one that has it announces it, and at times it moves. */
public final class ArpFailover implements Scenario {
    @Override
    public String name() {
        return "arp_failover";
    }

    @Override
    public String description() {
        return "VRRP or keepalived: an address moves to the other router and is announced";
    }

    private static final int VRRP_GROUP = 0xE000_0012;
    private static final long VRRP_MAC = 0x0000_5E00_0100L;
    private static final long VRRP_GROUP_MAC = 0x0100_5E00_0012L;
    private static final int VRRP_TTL = 255;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        boolean virtualMac = parameters.chance("virtual_mac", 0.3);
        boolean asReply = parameters.chance("reply", 0.4);
        int announcements = parameters.count("announcements", 1, 10);
        double moves = parameters.logUniform("seconds_between_moves", 90, 1_800);
        int group = parameters.count("group", 1, 200);
        Host[] routers = {stage.subject(), stage.otherLocal()};
        IpAddress shared = stage.population().unusedLocal(group % 10);
        int[] active = {0};
        stage.label("", shared.toString());
        stage.repeatFrom(
                stage.start(),
                stage.steady(1, 0.05),
                () -> advertise(stage, routers[active[0]], group, shared, virtualMac));
        stage.repeat(stage.arrivals(1 / moves), () -> {
            active[0] = 1 - active[0];
            long mac = virtualMac ? VRRP_MAC | group : routers[active[0]].mac();
            for (int i = 0; i < announcements; i++) {
                stage.clock()
                        .after(
                                i * (200 * Clock.MILLI),
                                () -> ArpMessages.announce(stage.wire(), mac, (int) shared.low(), asReply));
            }
        });
        stage.repeat(stage.arrivals(0.2), () -> {
            Host asker = stage.otherLocal();
            if (asker == routers[0] || asker == routers[1]) {
                return;
            }
            long mac = virtualMac ? VRRP_MAC | group : routers[active[0]].mac();
            int own = (int) asker.four().address().low();
            ArpMessages.request(stage.wire(), ArpMessages.BROADCAST, asker.mac(), own, (int) shared.low());
            stage.clock()
                    .after(
                            Clock.MILLI,
                            () -> ArpMessages.reply(stage.wire(), asker.mac(), mac, (int) shared.low(), own));
        });
    }

    /** Version 2 (RFC 3768, 5.3): the active router says that it still is. */
    private static void advertise(Stage stage, Host router, int group, IpAddress shared, boolean virtualMac) {
        long mac = virtualMac ? VRRP_MAC | group : router.mac();
        int own = (int) router.four().address().low();
        stage.wire()
                .ipv4(mac, VRRP_GROUP_MAC, own, VRRP_GROUP, VRRP_TTL, FrameBuilder.VRRP)
                .u8(0x21)
                .u8(group)
                .u8(100)
                .u8(1)
                .u16(1)
                .u16(0)
                .address(shared)
                .u32(0)
                .u32(0);
        stage.wire().pass();
    }
}
