package io.nta.spi;

import org.jspecify.annotations.Nullable;

/**
 * Something that should have been a provider.
 *
 * @param what the class, service file or jar
 * @param place the jar or directory in which it lies; empty when {@code what} says it, or nobody knows
 * @param reason why it can't be used, in one line
 * @param cause what was thrown, for the stack trace; {@code null} when nothing was
 */
record BrokenProvider(
        String what, String place, String reason, @Nullable Throwable cause) {
    static BrokenProvider of(String what, String place, Throwable cause) {
        return new BrokenProvider(what, place, Failures.reason(cause), cause);
    }

    /** Returns whether {@code failure}, thrown while the providers were looked for, came from this one. */
    boolean explains(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains(what)
                || message.contains(place) && !place.isEmpty()
                || Failures.reason(failure).equals(reason);
    }

    @Override
    public String toString() {
        return what + (place.isEmpty() ? "" : " in " + place) + ": " + reason;
    }
}
