package io.nta.testkit;

import io.nta.packet.Frames;
import io.nta.packet.TcpFlags;
import java.nio.charset.StandardCharsets;

/** One TCP conversation, with right sequence numbers. Each call but {@link #at} is one segment, at the time of the traffic's clock. */
public final class TcpTalk {
    private static final int WINDOW_OFFSET = 14 + 20 + 14;
    private static final int PSH_ACK = TcpFlags.PSH | TcpFlags.ACK;

    private final Traffic traffic;
    private final String client;
    private final int clientPort;
    private final String server;
    private final int serverPort;
    private long clientNext = 1_000;
    private long serverNext = 9_000;
    private byte[] lastSent = {};

    TcpTalk(Traffic traffic, String client, int clientPort, String server, int serverPort) {
        this.traffic = traffic;
        this.client = client;
        this.clientPort = clientPort;
        this.server = server;
        this.serverPort = serverPort;
    }

    public TcpTalk at(double seconds) {
        traffic.at(seconds);
        return this;
    }

    /** Chooses the client's next sequence number. */
    public TcpTalk sequence(long next) {
        clientNext = next;
        return this;
    }

    public TcpTalk syn() {
        return fromClient(TcpFlags.SYN, 1, new byte[0]);
    }

    /** The SYN once more. */
    public TcpTalk synAgain() {
        clientNext--;
        return syn();
    }

    public TcpTalk synAck() {
        return fromServer(TcpFlags.SYN | TcpFlags.ACK, 1, new byte[0]);
    }

    public TcpTalk synAckAgain() {
        serverNext--;
        return synAck();
    }

    public TcpTalk ack() {
        return fromClient(TcpFlags.ACK, 0, new byte[0]);
    }

    public TcpTalk serverAck() {
        return fromServer(TcpFlags.ACK, 0, new byte[0]);
    }

    /** SYN, SYN-ACK, ACK: 3 frames, 2 of them of the client, 54 bytes each. */
    public TcpTalk handshake() {
        return syn().synAck().ack();
    }

    /** Data of the client. */
    public TcpTalk send(String text) {
        return send(latin(text));
    }

    public TcpTalk send(byte[] payload) {
        lastSent = payload;
        return fromClient(PSH_ACK, 0, payload);
    }

    /** Data of the client that the sensor doesn't see. */
    public TcpTalk sendLost(int size) {
        clientNext += size;
        return this;
    }

    /** The client's last data once more. */
    public TcpTalk sendAgain() {
        clientNext -= lastSent.length;
        return fromClient(PSH_ACK, 0, lastSent);
    }

    /** Data of the client in pieces that arrive in another order: {@code order} holds their numbers, each once. */
    public TcpTalk sendOutOfOrder(int[] order, String... pieces) {
        long[] starts = new long[pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            starts[i] = clientNext;
            clientNext += pieces[i].length();
        }
        long end = clientNext;
        for (int piece : order) {
            clientNext = starts[piece];
            send(pieces[piece]);
        }
        clientNext = end;
        return this;
    }

    /** Data of the client of which only the first bytes are captured. */
    public TcpTalk sendCut(String text, int payloadCaptured) {
        byte[] payload = latin(text);
        Frames frame = Frames.ethernet()
                .ip(client, server)
                .tcp(clientPort, serverPort, PSH_ACK, clientNext, serverNext, 0)
                .payload(payload);
        traffic.cutFrame(frame, Traffic.TCP_HEADERS + payloadCaptured);
        clientNext += payload.length;
        return this;
    }

    /** Data of the server. */
    public TcpTalk answer(String text) {
        return answer(latin(text));
    }

    public TcpTalk answer(byte[] payload) {
        lastAnswer = payload;
        return fromServer(PSH_ACK, 0, payload);
    }

    /** Data of the server that the sensor doesn't see. */
    public TcpTalk answerLost(int size) {
        serverNext += size;
        return this;
    }

    private byte[] lastAnswer = {};

    /** The server's last data once more. */
    public TcpTalk answerAgain() {
        serverNext -= lastAnswer.length;
        return fromServer(PSH_ACK, 0, lastAnswer);
    }

    /** An ACK of the client with a receive window of zero. */
    public TcpTalk zeroWindow() {
        byte[] frame = Frames.ethernet()
                .ip(client, server)
                .tcp(clientPort, serverPort, TcpFlags.ACK, clientNext, serverNext, 0)
                .bytes();
        frame[WINDOW_OFFSET] = 0;
        frame[WINDOW_OFFSET + 1] = 0;
        traffic.bytes(frame);
        return this;
    }

    public TcpTalk fin() {
        return fromClient(TcpFlags.FIN | TcpFlags.ACK, 1, new byte[0]);
    }

    public TcpTalk serverFin() {
        return fromServer(TcpFlags.FIN | TcpFlags.ACK, 1, new byte[0]);
    }

    public TcpTalk rst() {
        return fromClient(TcpFlags.RST, 0, new byte[0]);
    }

    public TcpTalk serverRst() {
        return fromServer(TcpFlags.RST | TcpFlags.ACK, 0, new byte[0]);
    }

    private TcpTalk fromClient(int flags, int occupied, byte[] payload) {
        traffic.frame(Frames.ethernet()
                .ip(client, server)
                .tcp(clientPort, serverPort, flags, clientNext, serverNext, 0)
                .payload(payload));
        clientNext += occupied + payload.length;
        return this;
    }

    private TcpTalk fromServer(int flags, int occupied, byte[] payload) {
        traffic.frame(Frames.ethernet()
                .ip(server, client)
                .tcp(serverPort, clientPort, flags, serverNext, clientNext, 0)
                .payload(payload));
        serverNext += occupied + payload.length;
        return this;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
