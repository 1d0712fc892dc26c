package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.packet.IpAddress;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTableCodecTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsReadBackIsWhatWasWritten(long seed) throws StateFormatException {
        BindingTable table = new RandomStates(seed).bindings();
        BindingTable back = BindingTableCodec.read(BindingTableCodec.write(table));
        assertThat(back.addresses()).hasSameElementsAs(table.addresses());
        for (IpAddress address : table.addresses()) {
            assertThat(back.macsOf(address)).hasSameElementsAs(table.macsOf(address));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void mergingIsTheSameInEitherOrderAndAfterReadingBack(long seed) throws StateFormatException {
        RandomStates states = new RandomStates(seed);
        byte[] one = BindingTableCodec.write(states.bindings());
        byte[] other = BindingTableCodec.write(states.bindings());
        BindingTable forth = BindingTableCodec.read(one);
        forth.merge(BindingTableCodec.read(other));
        BindingTable back = BindingTableCodec.read(other);
        back.merge(BindingTableCodec.read(one));
        assertThat(BindingTableCodec.write(forth)).isEqualTo(BindingTableCodec.write(back));
    }

    @Test
    void claimsLeftOutAreKept() throws StateFormatException {
        BindingTable full = new BindingTable();
        for (int i = 0; i < BindingTable.MAX_PAIRS + 3; i++) {
            full.claim(1L, IpAddress.ofIpv4(i));
        }
        assertThat(BindingTableCodec.read(BindingTableCodec.write(full)).leftOut())
                .isEqualTo(3);
    }

    @Test
    void aTableCutShortAnywhereIsRefused() {
        byte[] whole = BindingTableCodec.write(new RandomStates(4).bindings());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> BindingTableCodec.read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(StateFormatException.class);
        }
    }

    @Test
    void whateverTheBytesAreTheyGiveATableInItsOneFormOrARefusal() {
        SplittableRandom random = new SplittableRandom(8);
        byte[] whole = BindingTableCodec.write(new RandomStates(4).bindings());
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(BindingTableCodec.write(BindingTableCodec.read(bytes)))
                        .isEqualTo(bytes);
            } catch (StateFormatException e) {
                assertThat(e.offset()).isBetween(0, bytes.length);
            }
        }
    }
}
