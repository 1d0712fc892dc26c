package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Wire;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Content;
import io.nta.examples.generate.protocol.Payload;

/** Packets that no system's TCP or UDP sends: a tool builds each by itself. */
final class RawPackets {
    /** How a tool builds its SYNs. */
    enum Style {
        /** No options, a small window: nmap, masscan, hping. */
        BARE(1024),
        /** The largest segment only. */
        MSS(1024),
        /** As a system would. */
        FULL(64_240);

        private final int window;

        @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
        private final byte[] options;

        Style(int window) {
            this.window = window;
            Bytes bytes = new Bytes();
            if (ordinal() > 0) {
                bytes.u16(0x0204).u16(1460);
            }
            if (ordinal() > 1) {
                bytes.u16(0x0402)
                        .u16(0x080A)
                        .u32(0x1234_5678)
                        .u32(0)
                        .u8(1)
                        .u8(3)
                        .u8(3)
                        .u8(7);
            }
            options = bytes.toByteArray();
        }
    }

    private RawPackets() {}

    /** Sends a segment with so much payload. */
    static void tcp(
            Wire wire,
            Endpoint from,
            Endpoint to,
            int sourcePort,
            int port,
            int seq,
            int ack,
            int flags,
            Style style,
            int payload) {
        FrameBuilder frame = wire.ip(from, to, FrameBuilder.TCP)
                .tcp(sourcePort, port, seq, ack, flags, style.window, style.options, style.options.length);
        fill(frame, payload, seq);
        wire.pass();
    }

    /** Sends a datagram with so much payload. */
    static void udp(Wire wire, Endpoint from, Endpoint to, int sourcePort, int port, int payload, int seed) {
        fill(wire.ip(from, to, FrameBuilder.UDP).udp(sourcePort, port), payload, seed);
        wire.pass();
    }

    /** Sends a datagram with that payload. */
    static void udp(Wire wire, Endpoint from, Endpoint to, int sourcePort, int port, Payload payload) {
        FrameBuilder frame = wire.ip(from, to, FrameBuilder.UDP).udp(sourcePort, port);
        payload.copy(0, frame.bytes(), frame.length(), payload.length());
        frame.grow(payload.length());
        wire.pass();
    }

    private static void fill(FrameBuilder frame, int bytes, int seed) {
        Content.OPAQUE.fill(frame.bytes(), frame.length(), bytes, seed);
        frame.grow(bytes);
    }
}
