package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Randomness;
import org.jspecify.annotations.Nullable;

/** Requests and answers over one connection, plain or in TLS. */
public final class WebScript implements Script {
    private static final long QUICK = 300 * Clock.MICRO;
    private static final int SMALLEST_BODY = 150;
    private static final int REQUEST_IN_TLS = 90;
    private static final int MORE_OF_REQUEST = 500;

    private final Randomness random;
    private final boolean secure;
    private final String host;
    private final String agent;
    private final double meanBytes;
    private final double thinkSeconds;
    private final double serverSeconds;
    private int requests;
    private int handshakeTurns;
    private boolean asked;

    /**
     * Creates a script.
     *
     * @param secure whether it is TLS
     * @param requests how many requests there are; then the client closes
     * @param meanBytes how long answers are on average, heavy-tailed
     * @param thinkSeconds how long the client takes between requests on average
     * @param serverSeconds how long the server takes on average
     */
    public WebScript(
            Randomness random,
            boolean secure,
            String host,
            String agent,
            int requests,
            double meanBytes,
            double thinkSeconds,
            double serverSeconds) {
        this.random = random;
        this.secure = secure;
        this.host = host;
        this.agent = agent;
        this.requests = requests;
        this.meanBytes = meanBytes;
        this.thinkSeconds = thinkSeconds;
        this.serverSeconds = serverSeconds;
        this.handshakeTurns = secure ? 3 : 0;
    }

    @Override
    public @Nullable Turn next() {
        if (handshakeTurns > 0) {
            return handshake(handshakeTurns--);
        }
        if (asked) {
            asked = false;
            return Turn.server(answer(), (long) (random.exponential(serverSeconds) * Clock.SECOND));
        }
        if (requests-- <= 0) {
            return requests == -1 ? Turn.end(true, Turn.Act.CLOSE, QUICK) : null;
        }
        asked = true;
        return Turn.client(request(), (long) (random.exponential(thinkSeconds) * Clock.SECOND));
    }

    private Turn handshake(int turnsLeft) {
        return switch (turnsLeft) {
            case 3 -> Turn.client(TlsMessages.clientHello(random, host), QUICK);
            case 2 -> Turn.server(TlsMessages.serverFlight(random, random.between(2200, 4800)), QUICK);
            default -> Turn.client(TlsMessages.clientFinished(random), QUICK);
        };
    }

    private Payload request() {
        return secure
                ? TlsMessages.records(REQUEST_IN_TLS + random.below(MORE_OF_REQUEST), random.nextInt())
                : HttpMessages.get(host, HttpMessages.path(random), agent);
    }

    private Payload answer() {
        int bytes = (int) random.pareto(meanBytes, 1.3, SMALLEST_BODY, 200 * meanBytes);
        return secure
                ? TlsMessages.records(bytes, random.nextInt())
                : HttpMessages.answer(200, bytes, random.nextInt());
    }
}
