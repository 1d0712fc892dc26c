package io.nta.model.xgboost.forest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A model in UBJSON (draft 12, big-endian), as XGBoost writes it: keys without their {@code S}, typed arrays
 * {@code [$d#L…}, counted arrays {@code [#L…}. Lengths are believed only as far as there are bytes.
 */
final class UbjDocument implements ModelDocument {
    private static final int DEEPEST = 64;

    private final ByteBuffer bytes;
    private final FieldPath path = new FieldPath();
    private int nesting;

    UbjDocument(byte[] ubj) {
        bytes = ByteBuffer.wrap(ubj);
    }

    @Override
    public ModelFormatException wrong(String what) {
        return path.wrong(what);
    }

    private void need(long count) throws ModelFormatException {
        if (count > bytes.remaining()) {
            throw path.wrong("needs " + count + " bytes at byte " + bytes.position() + ", where the file has "
                    + bytes.remaining() + " left");
        }
    }

    private byte marker() throws ModelFormatException {
        need(1);
        return bytes.get();
    }

    private boolean take(char marker) throws ModelFormatException {
        need(1);
        if (bytes.get(bytes.position()) != marker) {
            return false;
        }
        bytes.get();
        return true;
    }

    /** Returns the bytes of a value of the type, or 0 for a type without a fixed length. */
    private static int width(byte type) {
        return switch (type) {
            case 'i', 'U', 'C' -> Byte.BYTES;
            case 'I' -> Short.BYTES;
            case 'l', 'd' -> Integer.BYTES;
            case 'L', 'D' -> Long.BYTES;
            default -> 0;
        };
    }

    private ModelFormatException unexpected(byte type, String wanted) {
        String shown = type > ' ' && type < 0x7F ? "'" + (char) type + "'" : "0x" + Integer.toHexString(type & 0xFF);
        return path.wrong("must be " + wanted + ", not of type " + shown + " (before byte " + bytes.position() + ")");
    }

    private long whole(byte type) throws ModelFormatException {
        need(width(type));
        return switch (type) {
            case 'i' -> bytes.get();
            case 'U' -> bytes.get() & 0xFF;
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            case 'L' -> bytes.getLong();
            case 'T' -> 1;
            case 'F' -> 0;
            default -> throw unexpected(type, "a whole number");
        };
    }

    private float number(byte type) throws ModelFormatException {
        need(width(type));
        return switch (type) {
            case 'd' -> bytes.getFloat();
            case 'D' -> (float) bytes.getDouble();
            default -> whole(type);
        };
    }

    /** Reads a length of things that take at least {@code width} bytes each. */
    private int length(int width) throws ModelFormatException {
        long count = whole(marker());
        if (count < 0) {
            throw path.wrong("has a negative length, " + count);
        }
        // Division, since the product may overflow.
        if (count > bytes.remaining() / width) {
            throw path.wrong(
                    "claims " + count + " elements, more than the file's " + bytes.remaining() + " further bytes hold");
        }
        return (int) count;
    }

    private String string() throws ModelFormatException {
        int length = length(1);
        String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }

    @Override
    public void object(FieldReader reader) throws ModelFormatException {
        byte type = marker();
        if (type != '{') {
            throw unexpected(type, "an object");
        }
        // Each field has at least the length of its name and a type.
        int count = take('#') ? length(2) : -1;
        deeper();
        for (int i = 0; count >= 0 ? i < count : !take('}'); i++) {
            String name = string();
            int mark = path.enter(name);
            reader.read(name);
            path.leave(mark);
        }
        nesting--;
    }

    private void deeper() throws ModelFormatException {
        if (++nesting > DEEPEST) {
            throw path.wrong("is nested deeper than " + DEEPEST);
        }
    }

    /** How an array begins: the type of all elements or 0, and how many or -1. */
    private record ArrayHead(byte type, int count) {}

    private ArrayHead head(String wanted) throws ModelFormatException {
        byte opening = marker();
        if (opening != '[') {
            throw unexpected(opening, wanted);
        }
        byte type = 0;
        if (take('$')) {
            type = marker();
            // Elements without bytes would make a short file claim any length.
            if (width(type) == 0) {
                throw unexpected(type, "an array of numbers");
            }
            if (!take('#')) {
                throw path.wrong("is an array with a type and without a length");
            }
            return new ArrayHead(type, length(width(type)));
        }
        return new ArrayHead(type, take('#') ? length(1) : -1);
    }

    private boolean more(ArrayHead head, int read) throws ModelFormatException {
        return head.count >= 0 ? read < head.count : !take(']');
    }

    @Override
    public void array(ElementReader reader) throws ModelFormatException {
        ArrayHead head = head("an array");
        if (head.type != 0) {
            if (head.count > 0) {
                throw path.wrong("must be an array of objects, not of numbers");
            }
            return;
        }
        deeper();
        for (int i = 0; more(head, i); i++) {
            int mark = path.enter(i);
            reader.read(i);
            path.leave(mark);
        }
        nesting--;
    }

    @Override
    public float[] floats() throws ModelFormatException {
        ArrayHead head = head("an array of numbers");
        FloatList values = new FloatList(head.count);
        for (int i = 0; more(head, i); i++) {
            values.add(number(head.type == 0 ? marker() : head.type));
        }
        return values.toArray();
    }

    @Override
    public int[] ints() throws ModelFormatException {
        ArrayHead head = head("an array of whole numbers");
        IntList values = new IntList(head.count);
        for (int i = 0; more(head, i); i++) {
            long value = whole(head.type == 0 ? marker() : head.type);
            if (value != (int) value) {
                throw path.wrong("element " + i + " is " + value + ", beyond 32 bits");
            }
            values.add((int) value);
        }
        return values.toArray();
    }

    @Override
    public String text() throws ModelFormatException {
        byte type = marker();
        if (type != 'S') {
            throw unexpected(type, "a string");
        }
        return string();
    }

    @Override
    public void skip() throws ModelFormatException {
        byte type = marker();
        switch (type) {
            case '{' -> {
                bytes.position(bytes.position() - 1);
                object(name -> skip());
            }
            case '[' -> skipArray();
            case 'S', 'H' -> string();
            case 'Z', 'T', 'F' -> {}
            default -> skipNumber(type);
        }
    }

    private void skipNumber(byte type) throws ModelFormatException {
        if (width(type) == 0) {
            throw unexpected(type, "a value");
        }
        need(width(type));
        bytes.position(bytes.position() + width(type));
    }

    private void skipArray() throws ModelFormatException {
        bytes.position(bytes.position() - 1);
        ArrayHead head = head("an array");
        if (head.type != 0) {
            bytes.position(bytes.position() + head.count * width(head.type));
            return;
        }
        deeper();
        for (int i = 0; more(head, i); i++) {
            skip();
        }
        nesting--;
    }

    @Override
    public void end() throws ModelFormatException {
        if (bytes.hasRemaining()) {
            throw path.wrong(bytes.remaining() + " bytes follow the model");
        }
    }
}
