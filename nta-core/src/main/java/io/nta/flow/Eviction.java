package io.nta.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who goes when the table is full. While a quarter of all connections or more are attempts, without a conversation, the one goes that has been silent longest: they
 * stand in a queue, so that a flood of forged sources costs no search. Else a few connections are looked at, and of these a quarter goes.
 */
final class Eviction {
    private static final int LOOKS = 32;
    /** One of so many goes: of all, when they are attempts, or of those that are looked at. */
    private static final int SHARE = 4;

    private final ConnectionProgress progress;

    // The attempts, from the one that came first. One that had a packet since goes to the end when its turn comes.
    private @Nullable Connection oldest;
    private @Nullable Connection newest;
    private int attempts;

    private int hand;
    /** The connections that were looked at when room was needed, what each was worth then, and how many of them may still go. */
    private final List<Connection> candidates = new ArrayList<>(LOOKS);

    private final long[] worths = new long[LOOKS];
    private int victimsLeft;

    Eviction(ConnectionProgress progress) {
        this.progress = progress;
    }

    /** Notes a new connection: each begins as an attempt. */
    void opened(Connection connection) {
        append(connection);
    }

    /** Notes that a packet has changed the connection. */
    void changed(Connection connection) {
        if (connection.amongAttempts && !progress.isAttempt(connection)) {
            unlink(connection);
        }
    }

    /** Notes that the connection leaves the table. */
    void removed(Connection connection) {
        if (connection.amongAttempts) {
            unlink(connection);
        }
    }

    private void append(Connection connection) {
        Connection last = newest;
        connection.amongAttempts = true;
        connection.attemptSeenNanos = connection.lastSeenNanos;
        connection.olderAttempt = last;
        connection.newerAttempt = null;
        if (last == null) {
            oldest = connection;
        } else {
            last.newerAttempt = connection;
        }
        newest = connection;
        attempts++;
    }

    private void unlink(Connection connection) {
        Connection older = connection.olderAttempt;
        Connection newer = connection.newerAttempt;
        if (older == null) {
            oldest = newer;
        } else {
            older.newerAttempt = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.olderAttempt = older;
        }
        connection.amongAttempts = false;
        connection.olderAttempt = null;
        connection.newerAttempt = null;
        attempts--;
    }

    /**
     * Returns the connection to remove.
     *
     * @param slots all connections, of which there is one at least, with gaps
     * @param size how many they are
     */
    Connection choose(@Nullable Connection[] slots, int size) {
        Connection attempt = attempts >= size / SHARE ? silentAttempt() : null;
        if (attempt != null) {
            return attempt;
        }
        Connection victim = nextVictim(slots);
        while (victim == null) {
            lookForVictims(slots, size);
            victim = nextVictim(slots);
        }
        return victim;
    }

    private @Nullable Connection silentAttempt() {
        Connection first = oldest;
        // Each is moved once at most for the packets that it has had.
        while (first != null && first.lastSeenNanos > first.attemptSeenNanos) {
            unlink(first);
            append(first);
            first = oldest;
        }
        return first;
    }

    /** Looks at the next {@value #LOOKS} connections, of which a quarter will go, one for each that needs room. */
    private void lookForVictims(@Nullable Connection[] slots, int size) {
        candidates.clear();
        while (candidates.size() < Math.min(LOOKS, size)) {
            hand = (hand + 1) & (slots.length - 1);
            Connection candidate = slots[hand];
            if (candidate != null) {
                worths[candidates.size()] = progress.worthNanos(candidate);
                candidates.add(candidate);
            }
        }
        victimsLeft = Math.max(1, candidates.size() / SHARE);
    }

    /** Returns the one that is worth least of those looked at, if it has lain untouched since; {@code null} when they have had their share. */
    private @Nullable Connection nextVictim(@Nullable Connection[] slots) {
        while (victimsLeft > 0) {
            victimsLeft--;
            int least = 0;
            for (int i = 1; i < candidates.size(); i++) {
                least = worths[i] < worths[least] ? i : least;
            }
            Connection candidate = candidates.get(least);
            boolean untouched = slots[candidate.slot] == candidate && progress.worthNanos(candidate) == worths[least];
            // Not again in this round.
            worths[least] = Long.MAX_VALUE;
            if (untouched) {
                return candidate;
            }
        }
        return null;
    }
}
