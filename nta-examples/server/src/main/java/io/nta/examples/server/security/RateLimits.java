package io.nta.examples.server.security;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.http.Problem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How often each may ask. Any thread may call it. */
public final class RateLimits {
    /** Callers that are remembered; one that is forgotten begins anew. */
    private static final int MAX_CALLERS = 10_000;

    private final int perSecond;
    private final int burst;
    private final Cache<String, Bucket> buckets =
            CacheBuilder.newBuilder().maximumSize(MAX_CALLERS).build();

    /** Lets each caller make that many requests a second on average, and so many at once. */
    public RateLimits(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** Counts a request; throws a {@link Problem} when there were too many. */
    void spend(String caller) {
        ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw Problem.limit(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "rate.requests_per_second",
                            perSecond,
                            "Too many requests: allowed are " + perSecond + " a second")
                    .retryAfter(seconds);
        }
    }

    private Bucket bucket(String caller) {
        try {
            return buckets.get(
                    caller,
                    () -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                            .build());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bucket is made without fail", e);
        }
    }
}
