package io.nta.examples.generate.protocol;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What is said over a connection, turn by turn, asked for only when it is due: a script may be endless. */
@FunctionalInterface
public interface Script {
    /** Returns the next turn, or {@code null} if nobody does anything any more (the connection stays open). */
    @Nullable
    Turn next();

    /** Returns a script of this and then another. */
    default Script then(Script second) {
        Script first = this;
        return () -> {
            Turn turn = first.next();
            return turn != null ? turn : second.next();
        };
    }

    /** Returns a list of turns to add to. */
    static Written written() {
        return new Written();
    }

    /** A script that is known in full. */
    final class Written implements Script {
        private final ArrayDeque<Turn> turns = new ArrayDeque<>();

        public Written client(Payload payload, long pauseNanos) {
            turns.add(Turn.client(payload, pauseNanos));
            return this;
        }

        public Written server(Payload payload, long pauseNanos) {
            turns.add(Turn.server(payload, pauseNanos));
            return this;
        }

        /** The client closes. */
        public Written close(long pauseNanos) {
            turns.add(Turn.end(true, Turn.Act.CLOSE, pauseNanos));
            return this;
        }

        /** The server closes. */
        public Written serverClose(long pauseNanos) {
            turns.add(Turn.end(false, Turn.Act.CLOSE, pauseNanos));
            return this;
        }

        public Written add(Turn turn) {
            turns.add(turn);
            return this;
        }

        @Override
        public @Nullable Turn next() {
            return turns.poll();
        }
    }
}
