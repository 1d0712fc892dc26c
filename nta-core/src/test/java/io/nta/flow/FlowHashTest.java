package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowHashTest {
    private static final int FLOWS = 20_000;

    @Test
    void bothDirectionsHashAlike() {
        FlowHash hash = new FlowHash(7);
        assertThat(hash.hash(1, 2, 3, 4, 5, 6, 17)).isEqualTo(hash.hash(4, 5, 6, 1, 2, 3, 17));
        assertThat(hash.hash(1, 2, 3, 4, 5, 6, 17)).isNotEqualTo(hash.hash(1, 2, 6, 4, 5, 3, 17));
    }

    /** A change of the port set off by one of the address, as a sum or an exclusive or without a secret would let it be. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 0x5EED})
    void flowsChosenToCancelOutDoNotCollide(long secret) {
        FlowHash hash = new FlowHash(secret);
        Set<Integer> sum = new HashSet<>();
        Set<Integer> shifted = new HashSet<>();
        Set<Integer> exclusive = new HashSet<>();
        for (int port = 0; port < FLOWS; port++) {
            sum.add(hash.hash(1L << 60 | -port & 0xFFFFFF, 9, port, 4, 5, 80, 6));
            shifted.add(hash.hash((1L << 60) - ((long) port << 48 | port), 9, port, 4, 5, 80, 6));
            exclusive.add(hash.hash(port, port, port, 4, 5, 80, 6));
        }
        // By chance, 32 bits let about 0.05 of 20 000 collide.
        assertThat(sum).hasSizeGreaterThan(FLOWS - 5);
        assertThat(shifted).hasSizeGreaterThan(FLOWS - 5);
        assertThat(exclusive).hasSizeGreaterThan(FLOWS - 5);
    }

    @Test
    void whatCollidesUnderOneSecretDoesNotUnderAnother() {
        FlowHash known = new FlowHash(1);
        FlowHash secret = new FlowHash(2);
        int mask = 0xFFF;
        Set<Integer> places = new HashSet<>();
        int chosen = 0;
        for (int i = 0; i < 1 << 20; i++) {
            if ((known.hash(0, i, 40_000, 0, 5, 80, 6) & mask) == 0) {
                chosen++;
                places.add(secret.hash(0, i, 40_000, 0, 5, 80, 6) & mask);
            }
        }
        // Some 256 in one place of 4 096 under the first secret; under the second as chance has it.
        assertThat(chosen).isBetween(150, 400);
        assertThat(places).hasSizeGreaterThan(chosen * 9 / 10);
    }
}
