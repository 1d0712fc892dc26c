package io.nta.capture;

import io.nta.packet.LinkType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Writes captures byte by byte, so that tests can say exactly what a file holds, be it right or wrong. */
final class CaptureWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean bigEndian;

    private CaptureWriter(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    static CaptureWriter littleEndian() {
        return new CaptureWriter(false);
    }

    static CaptureWriter bigEndian() {
        return new CaptureWriter(true);
    }

    static CaptureWriter in(boolean bigEndian) {
        return new CaptureWriter(bigEndian);
    }

    CaptureWriter int8(int value) {
        out.write(value);
        return this;
    }

    CaptureWriter int16(int value) {
        return bigEndian ? int8(value >>> 8).int8(value) : int8(value).int8(value >>> 8);
    }

    CaptureWriter int32(long value) {
        int bits = (int) value;
        return bigEndian ? int16(bits >>> 16).int16(bits) : int16(bits).int16(bits >>> 16);
    }

    CaptureWriter int64(long value) {
        return bigEndian ? int32(value >>> 32).int32(value) : int32(value).int32(value >>> 32);
    }

    CaptureWriter bytes(byte... values) {
        out.writeBytes(values);
        return this;
    }

    CaptureWriter pcapHeader(int magic, int linkType) {
        return pcapHeader(magic, 2, 4, linkType);
    }

    CaptureWriter pcapHeader(int magic, int major, int minor, int linkType) {
        return int32(magic)
                .int16(major)
                .int16(minor)
                .int32(0)
                .int32(0)
                .int32(262_144)
                .int32(linkType);
    }

    /** The usual header: microseconds, Ethernet. */
    CaptureWriter pcapHeader() {
        return pcapHeader(ClassicPcapReader.MAGIC_MICROS, LinkType.ETHERNET.code());
    }

    CaptureWriter pcapRecord(long seconds, long fraction, long captured, long wire, byte... frame) {
        return int32(seconds).int32(fraction).int32(captured).int32(wire).bytes(frame);
    }

    CaptureWriter pcapRecord(long seconds, long fraction, byte... frame) {
        return pcapRecord(seconds, fraction, frame.length, frame.length, frame);
    }

    /** Begins a pcapng section in a byte order; what follows is in it too. */
    CaptureWriter section(boolean bigEndian) {
        this.bigEndian = bigEndian;
        return block(
                PcapngReader.SECTION_HEADER,
                body().int32(0x1A2B3C4D).int16(1).int16(0).int64(-1));
    }

    CaptureWriter interfaceBlock(int linkType, int snapLength, CaptureWriter options) {
        return block(1, body().int16(linkType).int16(0).int32(snapLength).bytes(options.toBytes()));
    }

    CaptureWriter interfaceBlock(int linkType) {
        return interfaceBlock(linkType, 0, body());
    }

    CaptureWriter enhancedPacket(int interfaceId, long timestamp, long captured, long wire, byte... frame) {
        return block(
                6,
                body().int32(interfaceId)
                        .int32(timestamp >>> 32)
                        .int32(timestamp)
                        .int32(captured)
                        .int32(wire)
                        .bytes(frame)
                        .pad());
    }

    CaptureWriter enhancedPacket(int interfaceId, long timestamp, byte... frame) {
        return enhancedPacket(interfaceId, timestamp, frame.length, frame.length, frame);
    }

    CaptureWriter obsoletePacket(int interfaceId, long timestamp, byte... frame) {
        return block(
                2,
                body().int16(interfaceId)
                        .int16(7)
                        .int32(timestamp >>> 32)
                        .int32(timestamp)
                        .int32(frame.length)
                        .int32(frame.length)
                        .bytes(frame)
                        .pad());
    }

    CaptureWriter simplePacket(int wire, byte... frame) {
        return block(3, body().int32(wire).bytes(frame).pad());
    }

    CaptureWriter option(int code, byte... value) {
        return int16(code).int16(value.length).bytes(value).pad();
    }

    CaptureWriter block(int type, CaptureWriter body) {
        byte[] content = body.toBytes();
        int length = content.length + 12;
        return int32(type).int32(length).bytes(content).int32(length);
    }

    /** Returns an empty writer in the same byte order, for what goes into a block. */
    CaptureWriter body() {
        return new CaptureWriter(bigEndian);
    }

    private CaptureWriter pad() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** Returns a frame of {@code length} bytes that differs from those of other seeds. */
    static byte[] frame(int length, int seed) {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++) {
            frame[i] = (byte) (seed * 31 + i * 7);
        }
        return frame;
    }
}
