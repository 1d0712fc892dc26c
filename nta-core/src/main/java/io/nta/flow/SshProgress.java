package io.nta.flow;

import io.nta.packet.PacketView;

/**
 * Follows SSH authentication by the sizes of what can't be read.
 *
 * <p>The unencrypted NEWKEYS of the client begins the encrypted part. Then each client packet gets a reply of the server. The first reply is SERVICE_ACCEPT, whose
 * payload is 17 bytes; USERAUTH_SUCCESS has a payload of 1 byte, and with the padding of every cipher in use (blocks of 8 or 16) it is exactly 16 bytes shorter
 * (RFC 4253, 6 and 10; RFC 4252, 5.1; the same observation drives Zeek's SSH analyzer). Only with chacha20-poly1305, whose blocks of 8 leave the length field out,
 * servers differ: OpenSSH pads the success to 8 bytes and Dropbear to the 16 that RFC 4253, 6 asks for at least, which is 8 shorter than the acceptance's 24.
 * USERAUTH_FAILURE has one constant size in a connection, that of the reply to the first request; that first reply may answer a mere "none", so it isn't counted
 * until the connection ends without a login.
 *
 * <p>What the sensor lost is judged by its size where one packet explains it; after a hole that none explains, nobody can tell how the connection ended.
 */
final class SshProgress {
    private static final int SUCCESS_IS_SHORTER_BY = 16;
    /** Where the success is padded to the least size of a packet. With blocks of 8 a failure may be as short, so that has to be known to be of another size. */
    private static final int PADDED_SUCCESS_IS_SHORTER_BY = 8;
    /** A server that has sent this much after the first reply runs a session, whatever the sizes said: the success was in one segment with more. */
    private static final int SESSION_BYTES = 1_500;

    private boolean counted;
    private boolean banner;
    private boolean encrypted;
    private boolean awaitingReply;
    /** The last acknowledgement of data that the sensor lost, and that this was a reply to. */
    private int lostAndReplied;

    private int acceptSize;
    private int failureSize;
    private int failures;
    private int sessionBytes;
    private boolean loggedIn;
    /** A hole may hide how the authentication ended. */
    private boolean unsure;

    void reset() {
        counted = false;
        banner = false;
        encrypted = false;
        awaitingReply = false;
        lostAndReplied = 0;
        acceptSize = 0;
        failureSize = 0;
        failures = 0;
        sessionBytes = 0;
        loggedIn = false;
        unsure = false;
    }

    boolean active() {
        return banner;
    }

    /** The connection was opened by a SYN to the SSH port. */
    void onPort(ConnectionChange change) {
        counted = true;
        change.events |= ConnectionChange.SSH_ATTEMPT;
    }

    /** The responder has shown an SSH banner. */
    void onBanner(ConnectionChange change) {
        banner = true;
        if (!counted) {
            counted = true;
            change.events |= ConnectionChange.SSH_ATTEMPT;
        }
    }

    /** Takes new data of the initiator. */
    void onForward(PacketView packet) {
        if (encrypted) {
            awaitingReply = true;
            return;
        }
        int end = packet.sshNewKeysEnd();
        if (end >= 0) {
            encrypted = true;
            awaitingReply = packet.payloadLength() > end;
        }
    }

    /** Learns that so many bytes of the responder are missing before what comes now. */
    void onHole(int size, ConnectionChange change) {
        if (!encrypted || loggedIn) {
            return;
        }
        if (acceptSize != 0 && isSuccess(size)) {
            login(change);
        } else if (size == failureSize) {
            reject(change);
        } else {
            unsure = true;
        }
    }

    /**
     * Takes new data of the responder.
     *
     * @param ahead how far it acknowledges more than was seen of the initiator: 0 for all that was seen, less for a part
     *     of it
     */
    void onBackward(PacketView packet, int ahead, ConnectionChange change) {
        if (!encrypted || loggedIn) {
            return;
        }
        int size = packet.payloadLength();
        boolean reply = isReply(packet, ahead);
        if (acceptSize == 0) {
            acceptSize = reply ? size : 0;
        } else if (reply && isSuccess(size)) {
            login(change);
        } else if (reply && failureSize == 0) {
            failureSize = size;
        } else if (reply && size == failureSize) {
            reject(change);
        } else {
            sessionBytes += size;
            if (sessionBytes >= SESSION_BYTES) {
                login(change);
            }
        }
    }

    private boolean isReply(PacketView packet, int ahead) {
        int acknowledged = (int) packet.acknowledgment();
        boolean toLost = ahead > 0 && acknowledged != lostAndReplied;
        if (!(toLost || ahead == 0 && awaitingReply)) {
            return false;
        }
        awaitingReply = false;
        if (toLost) {
            lostAndReplied = acknowledged;
        }
        return true;
    }

    private boolean isSuccess(int size) {
        return size == acceptSize - SUCCESS_IS_SHORTER_BY
                || failureSize != 0 && size == acceptSize - PADDED_SUCCESS_IS_SHORTER_BY && size != failureSize;
    }

    private void reject(ConnectionChange change) {
        failures++;
        change.sshFailures++;
    }

    private void login(ConnectionChange change) {
        loggedIn = true;
        change.events |= ConnectionChange.SSH_LOGIN;
    }

    /** The connection ends. */
    void end(ConnectionChange change) {
        if (acceptSize != 0 && !loggedIn && !unsure) {
            change.events |= ConnectionChange.SSH_GIVEN_UP;
            if (failures == 0) {
                change.sshFailures++;
            }
        }
        reset();
    }
}
