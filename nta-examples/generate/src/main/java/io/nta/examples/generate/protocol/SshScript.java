package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Randomness;

/** An SSH connection, written turn by turn: key exchange, authentication in as many rounds as asked for, and a session (RFC 4252, 4253, 4254). */
public final class SshScript {
    private static final int SERVICE_BYTES = 17;
    private static final int SUCCESS_BYTES = 1;
    private static final int FAILURE_BYTES = 6;
    private static final int PROMPT_BYTES = 40;
    private static final int KEY_BLOB = 51;
    private static final int SIGNATURE = 83;
    private static final int REQUEST_OVERHEAD = 1 + 4 + 4 + 14 + 4;
    private static final int CHANNEL_OPEN_BYTES = 24;
    private static final int CHANNEL_CONFIRM_BYTES = 17;
    private static final int HOST_KEYS_BYTES = 560;
    private static final int DISCONNECT_BYTES = 46;
    private static final long CRYPTO = 2 * Clock.MILLI;
    private static final long QUICK = 200 * Clock.MICRO;

    private final Script.Written script = Script.written();
    private final Randomness random;
    private final SshSoftware client;
    private final SshCipher cipher;
    private final String user;
    private final int failureBytes;

    /** Begins with banners and key exchange, up to the point where authentication may be asked for. */
    public SshScript(Randomness random, SshSoftware client, SshSoftware server, SshCipher cipher, String user) {
        this.random = random;
        this.client = client;
        this.cipher = cipher;
        this.user = user;
        failureBytes = FAILURE_BYTES + server.methods().length();
        script.client(client.identification(), QUICK).server(server.identification(), CRYPTO);
        script.client(client.proposal(random), QUICK).server(server.proposal(random), QUICK);
        agree(client.keyExchange().startsWith("sntrup") && server.keyExchange().startsWith("sntrup"));
    }

    private void agree(boolean postQuantum) {
        int ask = postQuantum ? 1190 : 32;
        int answer = postQuantum ? 1071 : 32;
        Bytes init = new Bytes().u8(30).u32(ask).random(random, ask);
        script.client(SshSoftware.plainPacket(init), CRYPTO);
        Bytes reply =
                new Bytes().u8(31).u32(KEY_BLOB).string("ssh-ed25519").u32(32).random(random, 32);
        reply.u32(answer)
                .random(random, answer)
                .u32(SIGNATURE)
                .string("ssh-ed25519")
                .u32(64);
        reply.random(random, 64);
        Payload newKeys = SshSoftware.plainPacket(new Bytes().u8(21));
        script.server(SshSoftware.plainPacket(reply).then(newKeys), CRYPTO).client(newKeys, CRYPTO);
        clientPacket(SERVICE_BYTES, QUICK);
        serverPacket(SERVICE_BYTES, QUICK);
        if (client.asksNoneFirst()) {
            clientPacket(REQUEST_OVERHEAD + user.length() + 4, QUICK);
            serverPacket(failureBytes, QUICK);
        }
    }

    /** A password is tried; the server takes its time to refuse it or to let the user in. */
    public SshScript password(int passwordBytes, boolean right, long userNanos, long serverNanos) {
        // OpenSSH hides the length of passwords: it pads these packets to 64 bytes more (sshconnect2.c).
        int hidden = client.banner().contains("OpenSSH") ? 64 : 0;
        clientPacket(REQUEST_OVERHEAD + user.length() + 8 + 1 + 4 + passwordBytes + hidden, userNanos);
        serverPacket(right ? SUCCESS_BYTES : failureBytes, serverNanos);
        return this;
    }

    /** A password is given as the answer to a prompt (RFC 4256). */
    public SshScript prompted(int passwordBytes, boolean right, long userNanos, long serverNanos) {
        clientPacket(REQUEST_OVERHEAD + user.length() + 20 + 8, userNanos);
        serverPacket(PROMPT_BYTES, QUICK);
        clientPacket(1 + 4 + 4 + passwordBytes, userNanos);
        serverPacket(right ? SUCCESS_BYTES : failureBytes, serverNanos);
        return this;
    }

    /** A key is offered; if the server knows it, the user is let in. */
    public SshScript key(boolean known) {
        int offer = REQUEST_OVERHEAD + user.length() + 9 + 1 + 4 + 11 + 4 + KEY_BLOB;
        clientPacket(offer, QUICK);
        if (!known) {
            serverPacket(failureBytes, QUICK);
            return this;
        }
        serverPacket(1 + 4 + 11 + 4 + KEY_BLOB, QUICK);
        clientPacket(offer + 4 + SIGNATURE, CRYPTO);
        serverPacket(SUCCESS_BYTES, CRYPTO);
        return this;
    }

    /** A channel is opened. */
    public SshScript channel() {
        serverPacket(HOST_KEYS_BYTES, QUICK);
        clientPacket(CHANNEL_OPEN_BYTES, QUICK);
        serverPacket(CHANNEL_CONFIRM_BYTES, 5 * Clock.MILLI);
        return this;
    }

    /** The client sends so many bytes, and the server answers with so many. */
    public SshScript exchange(int clientBytes, int serverBytes, long userNanos, long serverNanos) {
        if (clientBytes > 0) {
            clientPacket(clientBytes, userNanos);
        }
        if (serverBytes > 0) {
            serverPacket(serverBytes, serverNanos);
        }
        return this;
    }

    /** The client says goodbye. */
    public Script leave(long pauseNanos) {
        clientPacket(DISCONNECT_BYTES, pauseNanos);
        return script.close(QUICK);
    }

    /** The server has had enough. */
    public Script throwOut(long pauseNanos) {
        serverPacket(DISCONNECT_BYTES, pauseNanos);
        return script.serverClose(QUICK);
    }

    /** The client is gone without a word of SSH. */
    public Script hangUp(long pauseNanos) {
        return script.close(pauseNanos);
    }

    private void clientPacket(int bytes, long pauseNanos) {
        script.client(cipher.packet(bytes, random.nextInt()), pauseNanos);
    }

    private void serverPacket(int bytes, long pauseNanos) {
        script.server(cipher.packet(bytes, random.nextInt()), pauseNanos);
    }
}
