package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressPartsTest {
    private static IpAddress host(int number) {
        return IpAddress.ofIpv4(0x0A00_0000 + number);
    }

    private static int ofPair(IpAddress one, IpAddress other) {
        return AddressParts.ofPair(one.high(), one.low(), other.high(), other.low());
    }

    @Test
    void aPairIsOfOnePartInEitherDirection() {
        for (int i = 0; i < 100; i++) {
            assertThat(ofPair(host(i), host(7 * i + 1))).isEqualTo(ofPair(host(7 * i + 1), host(i)));
        }
    }

    @Test
    void thePeersOfAHostThatAreOfOnePartAreInOneShard() {
        for (int server = 0; server < 50; server++) {
            Map<Integer, Integer> pairParts = new HashMap<>();
            for (int peer = 1_000; peer < 1_200; peer++) {
                IpAddress address = host(peer);
                int part = AddressParts.of(address.high(), address.low());
                int ofPair = ofPair(host(server), address);
                assertThat(pairParts.computeIfAbsent(part, first -> ofPair)).isEqualTo(ofPair);
            }
            assertThat(pairParts.values()).doesNotHaveDuplicates();
        }
    }

    @Test
    void theClientsOfAServerAreSpreadEvenly() {
        int[] counts = new int[AddressParts.COUNT];
        for (int client = 1; client <= 8_000; client++) {
            counts[ofPair(host(1 << 20), host(client))]++;
        }
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }
}
