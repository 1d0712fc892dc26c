package io.nta.window;

import io.nta.packet.Frames;
import io.nta.packet.TcpFlags;
import io.nta.window.RecordedPackets.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** A stream of packets for tests, written down in any order of time. Times are seconds from a start that is no window's. */
final class Traffic {
    static final int SYN = TcpFlags.SYN;
    static final int ACK = TcpFlags.ACK;
    static final int FIN = TcpFlags.FIN;
    static final int RST = TcpFlags.RST;
    static final int PSH = TcpFlags.PSH;

    static final long START_NANOS = 1_700_000_003_217_000_000L;
    private static final int WINDOW_OFFSET = 14 + 20 + 14;
    private static final double NANOS = 1e9;

    private record Arrival(long arrivalNanos, Frame frame) {}

    private final List<Frame> frames = new ArrayList<>();

    void add(double second, byte[] frame) {
        frames.add(new Frame(START_NANOS + (long) (second * NANOS), frame));
    }

    void add(double second, Frames frame) {
        add(second, frame.bytes());
    }

    /** The frames in the order in which they were added. */
    List<Frame> asWritten() {
        return List.copyOf(frames);
    }

    /** The frames in the order of their times. */
    List<Frame> inOrder() {
        return frames.stream()
                .sorted(Comparator.comparingLong(Frame::timestampNanos))
                .toList();
    }

    /** The frames with every fifth delayed, most by less than the lateness allowed, a few by more. */
    List<Frame> shuffled(SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Frame frame : inOrder()) {
            double delay = random.nextInt(5) > 0 ? 0 : random.nextDouble() * (random.nextInt(20) == 0 ? 9 : 1.9);
            arrivals.add(new Arrival(frame.timestampNanos() + (long) (delay * NANOS), frame));
        }
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::arrivalNanos))
                .map(Arrival::frame)
                .toList();
    }

    /** One TCP connection, packet by packet, with right sequence numbers. */
    Tcp tcp(String client, int clientPort, String server, int serverPort) {
        return new Tcp(client, clientPort, server, serverPort);
    }

    final class Tcp {
        private final String client;
        private final String server;
        private final int clientPort;
        private final int serverPort;
        private long clientNext = 1_000;
        private long serverNext = 5_000;

        private Tcp(String client, int clientPort, String server, int serverPort) {
            this.client = client;
            this.clientPort = clientPort;
            this.server = server;
            this.serverPort = serverPort;
        }

        Tcp handshake(double second) {
            return from(second, SYN, "").back(second + 0.03, SYN | ACK, "").from(second + 0.06, ACK, "");
        }

        /** A segment of the client; SYN and FIN take a sequence number. */
        Tcp from(double second, int flags, String payload) {
            long sequence = clientNext;
            clientNext += payload.length() + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
            add(
                    second,
                    Frames.ethernet()
                            .ip(client, server)
                            .tcp(clientPort, serverPort, flags, sequence, serverNext, 0)
                            .payload(payload));
            return this;
        }

        /** The client's last segment, of this payload, once more. */
        Tcp repeat(double second, String payload) {
            long sequence = clientNext - payload.length();
            Traffic.this.add(
                    second,
                    Frames.ethernet()
                            .ip(client, server)
                            .tcp(clientPort, serverPort, PSH | ACK, sequence, serverNext, 0)
                            .payload(payload));
            return this;
        }

        /** A segment of the server. */
        Tcp back(double second, int flags, String payload) {
            long sequence = serverNext;
            serverNext += payload.length() + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
            add(
                    second,
                    Frames.ethernet()
                            .ip(server, client)
                            .tcp(serverPort, clientPort, flags, sequence, clientNext, 0)
                            .payload(payload));
            return this;
        }

        /** The client's SYN once more. */
        Tcp repeatSyn(double second) {
            add(second, Frames.ethernet().ip(client, server).tcp(clientPort, serverPort, SYN, clientNext - 1, 0, 0));
            return this;
        }

        /** A bare acknowledgment of an IPv4 client whose receive window stands at zero. */
        Tcp zeroWindow(double second) {
            byte[] frame = Frames.ethernet()
                    .ip(client, server)
                    .tcp(clientPort, serverPort, ACK, clientNext, serverNext, 0)
                    .bytes();
            frame[WINDOW_OFFSET] = 0;
            frame[WINDOW_OFFSET + 1] = 0;
            Traffic.this.add(second, frame);
            return this;
        }

        Tcp finish(double second) {
            return from(second, FIN | ACK, "")
                    .back(second + 0.02, FIN | ACK, "")
                    .from(second + 0.04, ACK, "");
        }
    }
}
