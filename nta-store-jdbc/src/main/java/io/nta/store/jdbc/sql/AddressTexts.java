package io.nta.store.jdbc.sql;

import io.nta.packet.IpAddress;
import java.util.HashMap;
import java.util.Map;

/** The texts of the addresses of one batch, each made once: few hosts send many packets. One thread. */
final class AddressTexts {
    private final Map<IpAddress, String> texts = new HashMap<>();

    String of(IpAddress address) {
        return texts.computeIfAbsent(address, IpAddress::toString);
    }
}
