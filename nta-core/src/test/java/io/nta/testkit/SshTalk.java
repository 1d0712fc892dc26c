package io.nta.testkit;

import java.util.Arrays;

/**
 * A made-up SSH session whose sizes follow RFC 4253 and 4252: with blocks of 16 the acceptance of the service is 16 bytes longer than the success of the login, and
 * all failures are of one size.
 */
public final class SshTalk {
    public static final int ACCEPT = 64;
    public static final int SUCCESS = ACCEPT - 16;
    public static final int FAILURE = 80;

    private static final int NONE = 64;
    private static final int PASSWORD = 144;
    /** packet_length 12, padding_length 10, SSH_MSG_NEWKEYS 21, ten bytes of padding. */
    private static final byte[] NEW_KEYS = {0, 0, 0, 12, 10, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final TcpTalk tcp;

    private SshTalk(TcpTalk tcp) {
        this.tcp = tcp;
    }

    /** A connection up to the server's acceptance of the service "ssh-userauth". */
    public static SshTalk accepted(Traffic traffic, String client, int clientPort, String server, int serverPort) {
        TcpTalk tcp = traffic.tcp(client, clientPort, server, serverPort).handshake();
        tcp.answer("SSH-2.0-OpenSSH_9.6\r\n").send("SSH-2.0-client\r\n");
        tcp.send(new byte[1_200]).answer(new byte[1_100]).send(new byte[48]).answer(new byte[500]);
        tcp.send(NEW_KEYS);
        return new SshTalk(tcp).round(NONE, ACCEPT);
    }

    /** Returns the connection below. */
    public TcpTalk tcp() {
        return tcp;
    }

    public SshTalk at(double seconds) {
        tcp.at(seconds);
        return this;
    }

    /** A message of the client and the reply to it, by their sizes. */
    public SshTalk round(int sent, int replied) {
        tcp.send(encrypted(sent)).answer(encrypted(replied));
        return this;
    }

    /** The request "none", by which clients ask for the methods: it is rejected. */
    public SshTalk none() {
        return round(NONE, FAILURE);
    }

    public SshTalk wrongPassword() {
        return round(PASSWORD, FAILURE);
    }

    public SshTalk rightPassword() {
        return round(PASSWORD, SUCCESS);
    }

    /** Returns bytes that are no text of any protocol. */
    public static byte[] encrypted(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0xE5);
        return bytes;
    }
}
