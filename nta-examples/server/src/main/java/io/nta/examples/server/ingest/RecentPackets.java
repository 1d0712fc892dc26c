package io.nta.examples.server.ingest;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.nta.packet.PacketRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recent past of clients whose batches have no id: which of their packets are there already. A packet is known by a 64-bit fingerprint of all its fields, and as often as
 * it came: a capture may well hold two packets that are the same in every field. One thread.
 */
final class RecentPackets {
    /** Packets that are remembered of a client: several of the earlier client's largest uploads. */
    private static final int MAX_PACKETS = 200_000;

    private static final int MAX_CLIENTS = 64;
    private static final HashFunction HASH = Hashing.sipHash24();

    private final Map<String, Past> clients = new LinkedHashMap<>(MAX_CLIENTS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Past> eldest) {
            return size() > MAX_CLIENTS;
        }
    };

    /** What is known of one client, in the order in which it came. */
    private static final class Past {
        private final Map<Long, Integer> counts = new HashMap<>();
        private final Deque<Long> order = new ArrayDeque<>();

        void add(long fingerprint) {
            counts.merge(fingerprint, 1, Integer::sum);
            order.add(fingerprint);
            if (order.size() > MAX_PACKETS) {
                counts.computeIfPresent(order.remove(), (key, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /** Returns the places of the packets that are new: those that this upload has more of than all before. */
    int[] fresh(String client, long[] fingerprints) {
        Past past = clients.computeIfAbsent(client, newClient -> new Past());
        Map<Long, Integer> left = new HashMap<>();
        int[] fresh = new int[fingerprints.length];
        int size = 0;
        for (int i = 0; i < fingerprints.length; i++) {
            int before = left.computeIfAbsent(fingerprints[i], key -> past.counts.getOrDefault(key, 0));
            if (before == 0) {
                fresh[size++] = i;
            } else {
                left.put(fingerprints[i], before - 1);
            }
        }
        return Arrays.copyOf(fresh, size);
    }

    /** Remembers packets that are kept now. */
    void add(String client, long fingerprint) {
        clients.computeIfAbsent(client, newClient -> new Past()).add(fingerprint);
    }

    /** Returns the fingerprints of packets. Any thread may ask. */
    static long[] fingerprints(List<PacketRecord> packets) {
        return packets.stream().mapToLong(RecentPackets::fingerprint).toArray();
    }

    private static long fingerprint(PacketRecord packet) {
        Hasher hasher = HASH.newHasher();
        PacketRecord.Frame frame = packet.frame();
        hasher.putLong(packet.timestampNanos()).putInt(packet.length());
        hasher.putString(packet.withoutFrame().toString(), StandardCharsets.UTF_8);
        if (frame != null) {
            hasher.putBytes(frame.bytes());
        }
        return hasher.hash().asLong();
    }
}
