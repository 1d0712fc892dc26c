package io.nta.capture.agent;

import io.nta.packet.IpAddress;
import io.nta.packet.PacketRecord;
import java.util.ArrayList;
import java.util.List;

/** Packets that can be told apart by their time. */
final class Packets {
    private Packets() {}

    static PacketRecord number(long number) {
        return new PacketRecord(
                number,
                "eth0",
                IpAddress.parse("10.0.0.1"),
                IpAddress.parse("10.0.0.2"),
                PacketRecord.Protocol.UDP,
                60,
                new PacketRecord.Ports(1, 2),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static List<Long> numbers(long from, long to) {
        List<Long> numbers = new ArrayList<>();
        for (long number = from; number < to; number++) {
            numbers.add(number);
        }
        return numbers;
    }
}
