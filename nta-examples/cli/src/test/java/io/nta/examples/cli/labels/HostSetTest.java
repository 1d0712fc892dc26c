package io.nta.examples.cli.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSetTest {
    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "10.0.0.1;10.0.0.2, 10.0.0.2",
        "10.20.0.0/24, 10.20.0.77",
        "fd20::/16, fd20::10",
        "fd20::10, fd20::10",
        "10.0.0.1:2222, 10.0.0.1",
        "192.168.1.102 (tunnel client), 192.168.1.102",
        "MAC 00:25:b3:bf:91:ee (172.16.0.105), 172.16.0.105",
    })
    void aLabelNames(String label, String address) {
        assertThat(HostSet.parse(label).names(IpAddress.parse(address))).isTrue();
    }

    @ParameterizedTest(name = "{0} does not name {1}")
    @CsvSource({
        "10.0.0.1, 10.0.0.11",
        "10.20.0.0/24, 10.20.1.1",
        "spoofed (1001 random sources), 10.0.0.1",
        "'', 10.0.0.1"
    })
    void aLabelDoesNotName(String label, String address) {
        assertThat(HostSet.parse(label).names(IpAddress.parse(address))).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', true",
        "spoofed (random sources), true",
        "MAC 00:25:b3:bf:91:ee (172.16.0.105), true",
        "10.0.0.1, false",
        "10.0.0.0/8;10.1.1.1, false"
    })
    void wordsAndNothingLeaveItOpenWhoElseBelongs(String label, boolean open) {
        assertThat(HostSet.parse(label).isOpen()).isEqualTo(open);
    }

    @ParameterizedTest(name = "{0} names {1} itself: {2}")
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "10.0.0.1/32, 10.0.0.1, true",
        "10.0.0.1:2222, 10.0.0.1, true",
        "10.0.0.0/24, 10.0.0.1, false",
        "10.0.0.0/24, 10.0.0.0, false",
        "10.0.0.0/24;10.0.0.1, 10.0.0.1, true",
        "MAC 00:25:b3:bf:91:ee (172.16.0.105), 172.16.0.105, true",
        "fd20::10, fd20::10, true",
        "fd20::/64, fd20::10, false",
        "'', 10.0.0.1, false"
    })
    void anAddressIsNamedItselfUnlessOnlyItsNetworkIs(String label, String address, boolean itself) {
        assertThat(HostSet.parse(label).namesItself(IpAddress.parse(address))).isEqualTo(itself);
    }
}
