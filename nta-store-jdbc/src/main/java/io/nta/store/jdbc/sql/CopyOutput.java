package io.nta.store.jdbc.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary form of {@code COPY}: a count of columns, then each value behind its length, most significant byte first. */
final class CopyOutput implements RowOutput {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int SEND_BYTES = 1 << 16;
    private static final short END = -1;
    private static final int NULL = -1;

    private final CopyIn copy;
    private final int columns;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * SEND_BYTES);

    /** @param columns how many values each row has */
    CopyOutput(CopyIn copy, int columns) {
        this.copy = copy;
        this.columns = columns;
        // Behind the signature no flags, and no extension of the header.
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins a row. */
    void row() throws SQLException {
        if (buffer.position() >= SEND_BYTES) {
            send();
        }
        room(Short.BYTES).putShort((short) columns);
    }

    /** Ends the copy. */
    void end() throws SQLException {
        room(Short.BYTES).putShort(END);
        send();
        copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            byte[] larger = Arrays.copyOf(buffer.array(), Math.max(2 * buffer.capacity(), buffer.position() + bytes));
            buffer = ByteBuffer.wrap(larger).position(buffer.position());
        }
        return buffer;
    }

    @Override
    public void int2(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
    }

    @Override
    public void int4(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    @Override
    public void int8(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    @Override
    public void float8(double value) {
        room(Integer.BYTES + Double.BYTES).putInt(Double.BYTES).putDouble(value);
    }

    @Override
    public void bool(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            nulls(1);
        } else {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void bytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
    }

    @Override
    public void nulls(int count) {
        for (int i = 0; i < count; i++) {
            room(Integer.BYTES).putInt(NULL);
        }
    }
}
