package io.nta.window;

import java.io.IOException;

/** Bytes that should hold a state don't: they are damaged, of another version, or of other measures. The message names the offset and the reason. */
public final class StateFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** Creates the exception for the byte at {@code offset}, counted from 0. */
    public StateFormatException(int offset, String reason) {
        super("byte " + offset + " of the state: " + reason);
        this.offset = offset;
    }

    /** Returns the byte at which reading stopped, counted from 0. */
    public int offset() {
        return offset;
    }
}
