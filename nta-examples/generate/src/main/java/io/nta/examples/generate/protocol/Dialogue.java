package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Clock;
import org.jspecify.annotations.Nullable;

/** Plays a {@link Script} over a connection: a side takes its turn when everything that the other said before has come. */
public final class Dialogue implements TcpListener {
    private final Script script;
    private final Runnable onEnd;
    private @Nullable Turn waiting;
    private boolean lastByClient = true;
    private long saidByClient;
    private long saidByServer;

    /**
     * Creates a dialogue.
     *
     * @param onEnd is run when the connection has ended, however it did
     */
    public Dialogue(Script script, Runnable onEnd) {
        this.script = script;
        this.onEnd = onEnd;
    }

    @Override
    public void onEstablished(TcpEnd end) {
        if (end == end.link().client()) {
            advance(end.link());
        }
    }

    @Override
    public void onReceived(TcpEnd end) {
        Turn turn = waiting;
        if (turn != null && hasReason(end.link(), turn)) {
            waiting = null;
            schedule(end.link(), turn);
        }
    }

    @Override
    public void onEnded() {
        onEnd.run();
    }

    private void advance(TcpLink over) {
        Turn turn = script.next();
        if (turn == null) {
            return;
        }
        if (hasReason(over, turn)) {
            schedule(over, turn);
        } else {
            waiting = turn;
        }
    }

    private boolean hasReason(TcpLink over, Turn turn) {
        if (turn.byClient() == lastByClient) {
            return true;
        }
        return turn.byClient()
                ? over.client().received() >= saidByServer
                : over.server().received() >= saidByClient;
    }

    private void schedule(TcpLink over, Turn turn) {
        Clock clock = over.clock();
        clock.after(turn.pauseNanos(), () -> take(over, turn));
    }

    private void take(TcpLink over, Turn turn) {
        if (over.isOver()) {
            return;
        }
        lastByClient = turn.byClient();
        TcpEnd end = turn.byClient() ? over.client() : over.server();
        switch (turn.act()) {
            case SEND -> {
                if (turn.byClient()) {
                    saidByClient += turn.payload().length();
                } else {
                    saidByServer += turn.payload().length();
                }
                end.write(turn.payload());
                advance(over);
            }
            case CLOSE -> end.close();
            case RESET -> end.reset();
            case VANISH -> end.vanish();
        }
    }
}
