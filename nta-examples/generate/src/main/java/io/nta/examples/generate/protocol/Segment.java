package io.nta.examples.generate.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A TCP segment under way. Sequence numbers count from the sender's initial one, so that the SYN is 0 and the first byte is 1.
 *
 * @param flags the flags octet
 * @param seq the sequence number of the first byte
 * @param ack the sequence number of the peer that is expected next
 * @param window the receive window, in bytes
 * @param payload what its data is part of, if it has any
 * @param from where in that payload the data begins
 * @param length how much data there is, in bytes
 */
record Segment(
        int flags, long seq, long ack, int window, @Nullable Payload payload, int from, int length) {
    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns the sequence number behind it: a SYN and a FIN take one each. */
    long end() {
        return seq + length + (has(io.nta.packet.TcpFlags.SYN) ? 1 : 0) + (has(io.nta.packet.TcpFlags.FIN) ? 1 : 0);
    }
}
