package io.nta.store.jdbc.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    /** A length of -1 is no value. */
    private static final byte NULL = -1;

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    private final CopyIn copy;
    private final int columns;
    private final EncodedTexts texts = new EncodedTexts();
    private byte[] buffer = new byte[2 * SEND_BYTES];
    private int end;

    /** @param columns how many values each row has */
    CopyOutput(CopyIn copy, int columns) {
        this.copy = copy;
        this.columns = columns;
        put(SIGNATURE);
        // No flags, and no extension of the header.
        putInt(0);
        putInt(0);
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }

    /** Begins a row. */
    void row() throws SQLException {
        if (end >= SEND_BYTES) {
            send();
        }
        putShort((short) columns);
    }

    /** Ends the copy. */
    void end() throws SQLException {
        putShort(END);
        send();
        copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer, 0, end);
        end = 0;
    }

    /** Takes the next bytes; returns where they begin. */
    private int take(int bytes) {
        int start = end;
        if (buffer.length - start < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, start + bytes));
        }
        end = start + bytes;
        return start;
    }

    private void putShort(short value) {
        SHORT.set(buffer, take(Short.BYTES), value);
    }

    private void putInt(int value) {
        INT.set(buffer, take(Integer.BYTES), value);
    }

    private void put(byte[] bytes) {
        int start = take(bytes.length);
        System.arraycopy(bytes, 0, buffer, start, bytes.length);
    }

    @Override
    public void int2(int value) {
        int start = take(Integer.BYTES + Short.BYTES);
        INT.set(buffer, start, Short.BYTES);
        SHORT.set(buffer, start + Integer.BYTES, (short) value);
    }

    @Override
    public void int4(int value) {
        int start = take(2 * Integer.BYTES);
        INT.set(buffer, start, Integer.BYTES);
        INT.set(buffer, start + Integer.BYTES, value);
    }

    @Override
    public void int8(long value) {
        int start = take(Integer.BYTES + Long.BYTES);
        INT.set(buffer, start, Long.BYTES);
        LONG.set(buffer, start + Integer.BYTES, value);
    }

    @Override
    public void float8(double value) {
        int start = take(Integer.BYTES + Double.BYTES);
        INT.set(buffer, start, Double.BYTES);
        DOUBLE.set(buffer, start + Integer.BYTES, value);
    }

    @Override
    public void bool(boolean value) {
        int start = take(Integer.BYTES + 1);
        INT.set(buffer, start, 1);
        buffer[start + Integer.BYTES] = (byte) (value ? 1 : 0);
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            nulls(1);
        } else {
            bytes(texts.of(value));
        }
    }

    @Override
    public void bytes(byte[] value) {
        putInt(value.length);
        put(value);
    }

    @Override
    public void nulls(int count) {
        int start = take(count * Integer.BYTES);
        Arrays.fill(buffer, start, end, NULL);
    }

    /** The bytes of texts, those of the last kept: addresses, flags, protocols come again and again as the same object. */
    private static final class EncodedTexts {
        private static final int PLACES = 1 << 10;

        private final @Nullable String[] texts = new String[PLACES];
        private final byte[][] bytes = new byte[PLACES][];

        byte[] of(String text) {
            int place = text.hashCode() & PLACES - 1;
            if (isSame(texts[place], text)) {
                return bytes[place];
            }
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            texts[place] = text;
            bytes[place] = encoded;
            return encoded;
        }

        /** Comparing equal texts would take as long as encoding them. */
        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(@Nullable String one, String other) {
            return one == other;
        }
    }
}
