package io.nta.detect;

import io.nta.packet.IpAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attack, from when it was noticed to now: an immutable snapshot of a state that later snapshots with the same {@link #id} replace.
 *
 * @param id names the alert: the same input gives the same id
 * @param attackType the attack
 * @param srcIp the attacker; {@code null} when there are many or they are spoofed, or, of ARP spoofing, when only its MAC
 *     is known
 * @param dstIp the target; {@code null} when there are many
 * @param severity how urgent it is
 * @param confidence the highest confidence of its verdicts, 0 to 1
 * @param firstSeen the first packet of the first row that showed it
 * @param lastSeen the last packet of the last row that showed it
 * @param windowSize the length in seconds of the window that last showed it best
 * @param windowStart that window's start
 * @param windowEnd that window's end, which is outside it
 * @param detectedAt when it opened: for files in event time
 * @param packetCount packets of the rows that showed it, of one window length, so that none counts twice
 * @param byteCount their bytes
 * @param details what an analyst reads
 * @param closed whether it has ended: no row has shown it for a while, or the input has ended
 */
public record Alert(
        String id,
        AttackType attackType,
        @Nullable IpAddress srcIp,
        @Nullable IpAddress dstIp,
        Severity severity,
        double confidence,
        Instant firstSeen,
        Instant lastSeen,
        int windowSize,
        Instant windowStart,
        Instant windowEnd,
        Instant detectedAt,
        long packetCount,
        long byteCount,
        Details details,
        boolean closed) {
    /**
     * What an analyst reads.
     *
     * @param message what happens, in a sentence
     * @param evidence the facts behind it
     * @param technique the technique of MITRE ATT&amp;CK
     */
    public record Details(String message, List<String> evidence, String technique) {
        /** Copies the evidence. */
        public Details {
            evidence = List.copyOf(evidence);
        }
    }
}
