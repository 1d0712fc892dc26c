package io.nta;

import io.nta.packet.LinkType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the batches of one capture: by a hash (SHA-256, its first half) of all packets up to the batch's end, and how many these are. Two captures that begin alike share
 * batches as far as they are alike.
 */
final class BatchId {
    private static final int DIGITS = 32;
    private static final int HEAD_BYTES = 24;

    private final MessageDigest digest;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    private long packets;

    BatchId() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    void add(long timestampNanos, LinkType linkType, byte[] frame, int wireLength) {
        head.clear()
                .putLong(timestampNanos)
                .putInt(linkType.code())
                .putInt(wireLength)
                .putInt(frame.length)
                .flip();
        digest.update(head);
        digest.update(frame);
    }

    /** Ends a batch of that many packets and returns its id. */
    String next(int size) {
        packets += size;
        byte[] soFar = digest.digest();
        // The next batch's hash begins with this one's, which stands for all before it.
        digest.update(soFar);
        return HexFormat.of().formatHex(soFar).substring(0, DIGITS) + "-" + packets;
    }
}
