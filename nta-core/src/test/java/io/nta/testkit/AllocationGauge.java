package io.nta.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Tells what a thread allocates, to the byte: the virtual machine counts each object when it is made. To be read by that thread; reading allocates nothing.
 *
 * <p>What is judged is the least of several spans, since the compiler, too, allocates now and then in the thread that it serves. A span should be long: an
 * allocation once in several spans is not seen.
 */
public final class AllocationGauge {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long[] readings;
    private int count;

    /** Creates a gauge that keeps the last {@code spans} spans between readings. */
    public AllocationGauge(int spans) {
        readings = new long[spans + 1];
    }

    /** Ends a span, and begins the next. */
    public void read() {
        readings[count++ % readings.length] = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Returns the bytes allocated in that of the kept spans in which least were. */
    public long leastBytes() {
        if (count < readings.length) {
            throw new IllegalStateException("only " + count + " readings of " + readings.length);
        }
        long least = Long.MAX_VALUE;
        for (int i = count - readings.length; i < count - 1; i++) {
            long begin = readings[i % readings.length];
            least = Math.min(least, readings[(i + 1) % readings.length] - begin);
        }
        return least;
    }
}
