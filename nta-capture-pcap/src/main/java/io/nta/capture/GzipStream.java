package io.nta.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses one or more concatenated gzip members (RFC 1952).
 *
 * <p>Not {@link java.util.zip.GZIPInputStream}: that one decides by {@code available()} whether another member follows, takes a damaged further member for the
 * end of the file, and loses what it had decompressed of the last buffer when it meets damage. Here all that can be decompressed is returned first, and then
 * the error.
 */
final class GzipStream extends InputStream {
    static final int MAGIC_1 = 0x1F;
    static final int MAGIC_2 = 0x8B;

    private static final int INPUT_BYTES = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream in;
    private final String description;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] compressed = new byte[INPUT_BYTES];
    private int position;
    private int limit;
    /** Offset in the compressed stream of {@code compressed[0]}. */
    private long base;

    private long members;
    private boolean inMember;
    private @Nullable CaptureFormatException damage;

    GzipStream(InputStream in, String description) {
        this.in = in;
        this.description = description;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        while (inMember || openMember()) {
            int read = inflate(bytes, offset, length);
            if (read > 0) {
                checksum.update(bytes, offset, read);
                return read;
            }
            if (damage != null) {
                throw damage;
            }
            if (inflater.finished()) {
                closeMember();
            } else if (!inflater.needsInput()) {
                throw damaged("the gzip data asks for a preset dictionary");
            } else if (position == limit && !refill()) {
                throw damaged("the gzip data is cut short");
            } else {
                inflater.setInput(compressed, position, limit - position);
                position = limit; // closeMember takes back what the inflater leaves
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            position = limit - inflater.getRemaining();
            damage = damaged("the gzip data is damaged" + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
            return (int) (inflater.getBytesWritten() - before);
        }
    }

    /** Reads the header of the next member; false at the end of the file, or of all but the zeros that tapes and some tools pad it with. */
    private boolean openMember() throws IOException {
        int first = nextByte();
        while (first == 0 && members > 0) {
            first = nextByte();
        }
        if (first < 0) {
            return false;
        }
        if (first != MAGIC_1 || nextByte() != MAGIC_2 || nextByte() != DEFLATE) {
            throw damaged("what follows gzip member " + members + " is not another one");
        }
        int flags = require();
        skip(6); // time, extra flags, system
        if ((flags & FLAG_EXTRA) != 0) {
            skip(require() | require() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
        members++;
        inMember = true;
        inflater.reset();
        checksum.reset();
        return true;
    }

    private void closeMember() throws IOException {
        position = limit - inflater.getRemaining();
        if (requireInt() != (int) checksum.getValue()) {
            throw damaged("the checksum of gzip member " + members + " is wrong");
        }
        if (requireInt() != (int) inflater.getBytesWritten()) {
            throw damaged("the length of gzip member " + members + " is wrong");
        }
        inMember = false;
    }

    private int nextByte() throws IOException {
        return position < limit || refill() ? compressed[position++] & 0xFF : -1;
    }

    private int require() throws IOException {
        int value = nextByte();
        if (value < 0) {
            throw damaged("the gzip data is cut short");
        }
        return value;
    }

    private int requireInt() throws IOException {
        return require() | require() << 8 | require() << 16 | require() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            require();
        }
    }

    private void skipText() throws IOException {
        while (require() != 0) {
            // a zero-terminated name or comment; nobody asks for it
        }
    }

    private boolean refill() throws IOException {
        base += limit;
        position = 0;
        limit = 0;
        int read = in.read(compressed, 0, compressed.length);
        limit = Math.max(read, 0);
        return read > 0;
    }

    private CaptureFormatException damaged(String why) {
        long offset = base + position;
        damage = new CaptureFormatException(
                description + ": at byte " + offset + " of the compressed file: " + why, offset);
        return damage;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
