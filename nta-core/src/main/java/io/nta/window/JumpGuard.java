package io.nta.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps wrong timestamps from ending every window. Times up to {@code maxJump} ahead of the highest one that is confirmed, and all behind it, are accepted at once.
 * Packets further ahead, and the first ones of all, wait: when one of the confirmed time follows, those that wait were wrong and are dropped. When enough wait,
 * because nothing of the old time came between them, the earliest two times within {@code maxJump} of each other confirm one another, and
 * from there on the rule above is applied to those that wait. What is alone before these two is dropped.
 *
 * <p>So a run of fewer than {@code confirmingPackets} wrong times is dropped wherever it is, at the beginning too; of clocks that take turns the earliest is
 * believed; and a capture so slow that each packet is alone passes, as long as its time goes forward.
 *
 * <p>Bounded: at most {@code confirmingPackets} packets wait, at the beginning twice as many. The ordinary packet costs two comparisons. Not thread-safe.
 *
 * @param <P> a packet that waits
 */
public final class JumpGuard<P> {
    private static final long NONE = Long.MIN_VALUE;

    private record Waiting<P>(long time, P packet) {}

    private final long maxJump;
    private final int confirmingPackets;
    private final List<Waiting<P>> waiting = new ArrayList<>();
    private long reached;
    /** Whether two packets ever confirmed each other: if none did, no time is better than another. */
    private boolean paired;

    private long dropped;

    private JumpGuard(long maxJump, int confirmingPackets, long reached, boolean paired) {
        this.maxJump = maxJump;
        this.confirmingPackets = confirmingPackets;
        this.reached = reached;
        this.paired = paired;
    }

    /** Returns a guard of packet times that has seen nothing. */
    public static <P> JumpGuard<P> ofTimes(TimelineConfig config) {
        return new JumpGuard<>(config.maxJump().toNanos(), config.confirmingPackets(), NONE, false);
    }

    /** Returns a guard of how far packets are ahead of their arrival: that they are not is confirmed from the beginning. */
    public static <P> JumpGuard<P> ofLeads(TimelineConfig config) {
        return new JumpGuard<>(config.maxLead().toNanos(), config.confirmingPackets(), 0, true);
    }

    /**
     * Returns whether a packet of that time may be taken now. If so, those that waited are dropped: the time that they jumped away from goes on.
     *
     * @param time in nanoseconds, {@linkplain EventTime usable}
     */
    public boolean accepts(long time) {
        if (reached == NONE || time - maxJump > reached) {
            return false;
        }
        reached = Math.max(reached, time);
        if (!waiting.isEmpty()) {
            dropWaiting();
        }
        return true;
    }

    /** Lets a packet wait that was not accepted. Returns those that this one confirms, itself among them or not, in the order to take them; mostly none. */
    public List<P> hold(long time, P packet) {
        waiting.add(new Waiting<>(time, packet));
        // Twice as many at the beginning: a single right packet before a run of wrong ones would be alone, two are not.
        int enough = reached == NONE ? 2 * confirmingPackets : confirmingPackets;
        return waiting.size() < enough ? List.of() : settle();
    }

    private List<P> settle() {
        long[] times = sortedTimes();
        int pair = firstPair(times);
        if (pair >= 0) {
            paired = true;
            return confirm(times[pair]);
        }
        if (goesForward()) {
            return confirm(times[0]);
        }
        waiting.remove(0);
        dropped++;
        return List.of();
    }

    private long[] sortedTimes() {
        long[] times = new long[waiting.size()];
        Arrays.setAll(times, i -> waiting.get(i).time);
        Arrays.sort(times);
        return times;
    }

    private int firstPair(long[] sorted) {
        for (int i = 0; i + 1 < sorted.length; i++) {
            if (sorted[i + 1] - maxJump <= sorted[i]) {
                return i;
            }
        }
        return -1;
    }

    private boolean goesForward() {
        for (int i = 0; i + 1 < waiting.size(); i++) {
            if (waiting.get(i + 1).time <= waiting.get(i).time) {
                return false;
            }
        }
        return true;
    }

    private List<P> confirm(long base) {
        List<Waiting<P>> again = List.copyOf(waiting);
        waiting.clear();
        reached = base;
        List<P> taken = new ArrayList<>();
        for (Waiting<P> each : again) {
            if (each.time < base) {
                dropped++;
            } else if (accepts(each.time)) {
                taken.add(each.packet);
            } else {
                waiting.add(each);
            }
        }
        return taken;
    }

    /**
     * Returns what can still be taken at the end of the input, in the order to take it: two packets are enough now to confirm each other, because nothing follows
     * that could be late. Only when no two ever did, all are taken, by time: then nothing says which is wrong.
     */
    public List<P> finish() {
        List<P> taken = new ArrayList<>();
        while (firstPair(sortedTimes()) >= 0) {
            taken.addAll(settle());
        }
        if (!paired) {
            waiting.sort(Comparator.comparingLong(Waiting::time));
            waiting.forEach(each -> taken.add(each.packet));
            waiting.clear();
        }
        dropWaiting();
        return taken;
    }

    private void dropWaiting() {
        dropped += waiting.size();
        waiting.clear();
    }

    /** Returns how many packets wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Returns how many packets were dropped because nothing confirmed their time. */
    public long dropped() {
        return dropped;
    }
}
