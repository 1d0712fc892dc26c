package io.nta.flow;

/**
 * The holes in one direction of a TCP connection: sequence numbers below the highest seen that no segment has brought yet. They tell a segment that was overtaken
 * from one that comes again. At most {@value #MAX_GAPS}, beyond which the oldest is forgotten: what fills it will count as repeated.
 */
final class StreamGaps {
    static final int MAX_GAPS = 4;

    private final int[] starts = new int[MAX_GAPS];
    private final int[] ends = new int[MAX_GAPS];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /** Notes that the data from {@code start} to {@code end} was skipped. */
    void add(int start, int end) {
        if (count == MAX_GAPS) {
            remove(0);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    /** Takes the data from {@code start} to {@code end} out of the holes, and returns whether it was in one. */
    boolean fill(int start, int end) {
        boolean filled = false;
        for (int i = count - 1; i >= 0; i--) {
            // Differences, because sequence numbers wrap around.
            if (start != end && start - ends[i] < 0 && end - starts[i] > 0) {
                filled = true;
                narrow(i, start, end);
            }
        }
        return filled;
    }

    private void narrow(int i, int start, int end) {
        boolean left = start - starts[i] > 0;
        boolean right = end - ends[i] < 0;
        int oldEnd = ends[i];
        if (left) {
            ends[i] = start;
            if (right && count < MAX_GAPS) {
                add(end, oldEnd);
            }
        } else if (right) {
            starts[i] = end;
        } else {
            remove(i);
        }
    }

    private void remove(int i) {
        count--;
        System.arraycopy(starts, i + 1, starts, i, count - i);
        System.arraycopy(ends, i + 1, ends, i, count - i);
    }
}
