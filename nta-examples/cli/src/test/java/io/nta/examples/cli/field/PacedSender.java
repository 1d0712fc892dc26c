package io.nta.examples.cli.field;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;

/** Sends datagrams of 64 bytes at a steady rate. */
public final class PacedSender {
    private static final int SIZE = 64;
    private static final int PORT = 9;
    private static final int BURST = 50;
    private static final double NANOS = 1e9;

    private PacedSender() {}

    /** Runs {@code HOST PACKETS RATE}, and prints how long it took. */
    public static void main(String[] arguments) throws Exception {
        int packets = Integer.parseInt(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        ByteBuffer datagram = ByteBuffer.allocateDirect(SIZE);
        InetSocketAddress target = new InetSocketAddress(arguments[0], PORT);
        long start = System.nanoTime();
        try (DatagramChannel channel = DatagramChannel.open()) {
            for (int sent = 0; sent < packets; sent++) {
                if (sent % BURST == 0) {
                    long early = (long) (sent * NANOS / rate) - (System.nanoTime() - start);
                    if (early > 0) {
                        LockSupport.parkNanos(early);
                    }
                }
                channel.send(datagram.rewind(), target);
            }
        }
        System.out.printf("%d packets in %.2f s%n", packets, (System.nanoTime() - start) / NANOS);
    }
}
