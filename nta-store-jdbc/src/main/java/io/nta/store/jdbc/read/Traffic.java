package io.nta.store.jdbc.read;

import java.util.Map;

/**
 * What the packets of some time add up to.
 *
 * @param packets how many
 * @param bytes their bytes on the wire
 * @param protocolPackets packets by {@code TCP}, {@code UDP}, {@code ICMP} (ICMPv6 included), {@code ARP}, {@code OTHER}; all five are there
 * @param protocolBytes bytes likewise
 * @param sizes packets by length in bytes: {@code 0-63}, {@code 64-127}, {@code 128-255}, {@code 256-511}, {@code 512-1023}, {@code 1024-1518}, {@code 1519+}
 * @param flags TCP packets with {@code SYN}, {@code SYN-ACK} (both), {@code ACK}, {@code FIN}, {@code RST}, {@code PSH}; one packet may count in several
 * @param directions packets by {@code INBOUND} (from a public to a private address), {@code OUTBOUND}, {@code INTERNAL} (between private ones), {@code EXTERNAL}
 *     (between public ones) and {@code NONE} (no addresses)
 * @param dnsQueries DNS queries
 * @param dnsResponses DNS responses
 * @param dnsAnswers answer records in them
 * @param dnsAnswerBytes bytes of the answers
 */
public record Traffic(
        long packets,
        long bytes,
        Map<String, Long> protocolPackets,
        Map<String, Long> protocolBytes,
        Map<String, Long> sizes,
        Map<String, Long> flags,
        Map<String, Long> directions,
        long dnsQueries,
        long dnsResponses,
        long dnsAnswers,
        long dnsAnswerBytes) {}
