package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.WindowState.Bindings;
import io.nta.packet.IpAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingTableTest {
    private static final long GATEWAY = 0xAA;
    private static final long HOST = 0xBB;
    private static final long LIAR = 0xCC;
    private static final IpAddress ONE = IpAddress.parse("10.0.0.1");
    private static final IpAddress TWO = IpAddress.parse("10.0.0.2");
    private static final IpAddress THREE = IpAddress.parse("10.0.0.3");
    private static final IpAddress FOUR = IpAddress.parse("10.0.0.4");

    private static void assertReadings(BindingTable table, IpAddress key, Map<Bindings, Integer> expected) {
        expected.forEach((reading, value) ->
                assertThat(table.get(reading, key)).as("%s of %s", reading, key).isEqualTo(value.longValue()));
    }

    @Test
    void oneMacWithOneAddressIsAtPeace() {
        BindingTable table = new BindingTable();
        table.claim(GATEWAY, ONE);
        table.claim(GATEWAY, ONE);
        assertReadings(
                table,
                ONE,
                Map.of(
                        Bindings.ADDRESSES, 1,
                        Bindings.PAIRS, 1,
                        Bindings.MACS, 1,
                        Bindings.MOST_MACS, 1,
                        Bindings.SHARING, 0,
                        Bindings.CONTESTED, 0));
    }

    @Test
    void aSpoofedAddressIsContestedAndTheLiarsOwnSharesItsMac() {
        // The liar holds .3 and also says that it is .1 and .2; nobody speaks of .4 but its own.
        BindingTable table = new BindingTable();
        table.claim(GATEWAY, ONE);
        table.claim(HOST, TWO);
        table.claim(LIAR, THREE);
        table.claim(LIAR, ONE);
        table.claim(LIAR, TWO);
        table.claim(0xDDL, FOUR);
        // A of .1 = what its two claimants claim: .1, .2, .3; MACs of these: 2, 2, 1.
        Map<Bindings, Integer> spoofed = Map.of(
                Bindings.ADDRESSES, 3,
                Bindings.PAIRS, 5,
                Bindings.MACS, 3,
                Bindings.MOST_MACS, 2,
                Bindings.SHARING, 3,
                Bindings.CONTESTED, 2);
        assertReadings(table, ONE, spoofed);
        assertReadings(table, TWO, spoofed);
        assertReadings(table, THREE, spoofed);
        assertReadings(table, FOUR, Map.of(Bindings.ADDRESSES, 1, Bindings.SHARING, 0, Bindings.MOST_MACS, 1));
    }

    @Test
    void anAddressThatNobodyClaimsReadsZero() {
        BindingTable table = new BindingTable();
        table.claim(GATEWAY, ONE);
        for (Bindings reading : Bindings.values()) {
            assertThat(table.get(reading, TWO)).isZero();
        }
    }

    @Test
    void beyondTheLimitClaimsAreLeftOutAndCountedButKnownOnesAreNot() {
        BindingTable table = new BindingTable();
        for (int i = 0; i < BindingTable.MAX_PAIRS; i++) {
            table.claim((long) i, ONE);
        }
        table.claim(5L, ONE);
        assertThat(table.leftOut()).isZero();
        table.claim(5L, TWO);
        assertThat(table.leftOut()).isEqualTo(1);
        assertThat(table.get(Bindings.MOST_MACS, ONE)).isEqualTo(BindingTable.MAX_PAIRS);
        table.clear();
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.leftOut()).isZero();
    }

    @Test
    void aReadingTakenBeforeAnotherClaimIsTakenAnew() {
        BindingTable table = new BindingTable();
        table.claim(GATEWAY, ONE);
        assertThat(table.get(Bindings.MACS, ONE)).isEqualTo(1);
        table.claim(LIAR, ONE);
        assertThat(table.get(Bindings.MACS, ONE)).isEqualTo(2);
        table.clear();
        assertThat(table.get(Bindings.MACS, ONE)).isZero();
    }

    @Test
    void aHostThatClaimsAllAddressesCostsEachRowNoMoreThanTheLimit() {
        // Each address is also claimed by its own MAC: 8192 rows would look at 8192 addresses each.
        BindingTable table = new BindingTable();
        int addresses = BindingTable.MAX_PAIRS / 2;
        for (int i = 0; i < addresses; i++) {
            table.claim(LIAR, IpAddress.ofIpv4(i));
            table.claim(0x0100_0000_0000L + i, IpAddress.ofIpv4(i));
        }
        for (int i = 0; i < addresses; i++) {
            IpAddress key = IpAddress.ofIpv4(i);
            assertThat(table.get(Bindings.ADDRESSES, key)).isEqualTo(BindingTable.MAX_AROUND);
            assertThat(table.get(Bindings.CONTESTED, key)).isEqualTo(BindingTable.MAX_AROUND);
            assertThat(table.get(Bindings.MACS, key)).isEqualTo(BindingTable.MAX_AROUND + 1);
        }
    }
}
