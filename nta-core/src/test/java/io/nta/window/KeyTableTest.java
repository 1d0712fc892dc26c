package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itIsAHashMapThroughAddingAndRemoving(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KeyTable table = new KeyTable(KeyKind.SOURCE, 100_000, 3, seed);
        Map<IpAddress, KeyState> model = new HashMap<>();
        List<KeyState> keys = new ArrayList<>();
        for (int step = 0; step < 60_000; step++) {
            boolean growing = step % 20_000 < 12_000;
            if (keys.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                IpAddress address = new IpAddress(random.nextInt(3), random.nextInt(4_000));
                KeyState key = table.getOrAdd(address.high(), address.low());
                KeyState known = model.putIfAbsent(address, key);
                if (known == null) {
                    keys.add(key);
                } else {
                    assertThat(key).isSameAs(known);
                }
                assertThat(key.address).isEqualTo(address);
            } else {
                KeyState key = keys.remove(random.nextInt(keys.size()));
                model.remove(key.address);
                table.remove(key);
                table.remove(key);
            }
            assertThat(table.size()).isEqualTo(model.size());
        }
        model.forEach((address, key) ->
                assertThat(table.getOrAdd(address.high(), address.low())).isSameAs(key));
        assertThat(table.size()).isEqualTo(model.size());
    }

    @Test
    void beyondTheLimitNoKeyIsAddedAndEachWishIsCounted() {
        KeyTable table = new KeyTable(KeyKind.TARGET, 2, 3, 1);
        KeyState first = table.getOrAdd(0, 1);
        table.getOrAdd(0, 2);
        assertThat(table.getOrAdd(0, 3)).isNull();
        assertThat(table.getOrAdd(0, 3)).isNull();
        assertThat(table.overflowed()).isEqualTo(2);
        assertThat(table.getOrAdd(0, 1)).isSameAs(first);
        table.remove(first);
        assertThat(table.getOrAdd(0, 3)).isNotNull();
    }
}
