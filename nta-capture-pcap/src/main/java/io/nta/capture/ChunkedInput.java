package io.nta.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A stream seen through one array: the reader asks that the next n bytes be there, reads them in place, and advances. Only the unread tail is ever moved, once
 * per chunk. Allocates when a record is larger than the array, otherwise nothing.
 */
final class ChunkedInput implements Closeable {
    /** Fits the second-level cache with what the channel copies from: 1.2 times the packets per CPU-second of 1 MiB (Java 17, 568-byte packets). */
    static final int CHUNK_BYTES = 1 << 18;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private final String description;
    private final String unit;
    private byte[] buffer = new byte[CHUNK_BYTES];
    private int position;
    private int limit;
    /** Offset in the stream of {@code buffer[0]}. */
    private long base;

    private boolean bigEndian;

    /**
     * @param description names the input in errors
     * @param compressed whether {@code in} decompresses, so that offsets aren't those of the file
     */
    ChunkedInput(InputStream in, String description, boolean compressed) {
        this.in = in;
        this.description = description;
        this.unit = compressed ? " of the uncompressed data" : "";
    }

    /** Makes the next {@code count} bytes readable; false when the stream ends before. The bytes that are there stay readable. */
    boolean has(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        int unread = limit - position;
        System.arraycopy(buffer, position, buffer, 0, unread);
        base += position;
        position = 0;
        limit = unread;
        while (limit < count) {
            if (limit == buffer.length) {
                // Doubling as the bytes arrive, not to the claimed length at once: a few bytes that claim much then
                // cost little.
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            int read = in.read(buffer, limit, Math.min(buffer.length - limit, CHUNK_BYTES));
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    /** Skips {@code count} bytes, however many; false when the stream ends before. */
    boolean skip(long count) throws IOException {
        long left = count;
        while (left > limit - position) {
            left -= limit - position;
            position = limit;
            if (!fill(1)) {
                return false;
            }
        }
        position += (int) left;
        return true;
    }

    /** Steps over bytes that {@link #has} has made readable. */
    void advance(int count) {
        position += count;
    }

    /** Returns the array that holds the readable bytes; another one may take its place at the next {@link #has}. */
    byte[] buffer() {
        return buffer;
    }

    /** Returns the index in {@link #buffer} of the next byte. */
    int position() {
        return position;
    }

    /** Returns how many bytes can be read without asking the stream. */
    int available() {
        return limit - position;
    }

    /** Returns the offset in the stream of the next byte. */
    long offset() {
        return base + position;
    }

    void readBigEndian(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** Reads 32 bits, {@code ahead} bytes from here, in the byte order set. */
    int int32(int ahead) {
        int value = (int) INT.get(buffer, position + ahead);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    long uint32(int ahead) {
        return int32(ahead) & 0xFFFF_FFFFL;
    }

    int uint16(int ahead) {
        short value = (short) SHORT.get(buffer, position + ahead);
        return (bigEndian ? Short.reverseBytes(value) : value) & 0xFFFF;
    }

    int uint8(int ahead) {
        return buffer[position + ahead] & 0xFF;
    }

    CaptureFormatException damagedAt(long offset, String why) {
        return new CaptureFormatException(description + ": at byte " + offset + unit + ": " + why, offset);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
