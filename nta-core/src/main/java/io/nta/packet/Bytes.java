package io.nta.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads big-endian numbers; an unsigned one comes in the next wider type. The caller has checked the bounds. */
final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int u8(byte[] buffer, int offset) {
        return buffer[offset] & 0xFF;
    }

    static int u16(byte[] buffer, int offset) {
        return (short) SHORT.get(buffer, offset) & 0xFFFF;
    }

    static int u24(byte[] buffer, int offset) {
        return u16(buffer, offset) << 8 | u8(buffer, offset + 2);
    }

    /** Reads the one number of 16 bits that isn't big-endian: in the headers that radios and Linux add. */
    static int littleU16(byte[] buffer, int offset) {
        return Short.reverseBytes((short) SHORT.get(buffer, offset)) & 0xFFFF;
    }

    static int i32(byte[] buffer, int offset) {
        return (int) INT.get(buffer, offset);
    }

    static long u32(byte[] buffer, int offset) {
        return (int) INT.get(buffer, offset) & 0xFFFF_FFFFL;
    }

    static long u48(byte[] buffer, int offset) {
        return (long) u16(buffer, offset) << 32 | u32(buffer, offset + 2);
    }

    static long i64(byte[] buffer, int offset) {
        return (long) LONG.get(buffer, offset);
    }
}
