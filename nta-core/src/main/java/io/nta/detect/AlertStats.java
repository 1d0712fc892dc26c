package io.nta.detect;

/**
 * What an {@link AlertPolicy} has made of verdicts. {@code verdicts == unconvincing + unseconded + updates + raised} and
 * {@code raised == open + stored + suppressed}.
 *
 * @param verdicts verdicts taken
 * @param unconvincing those below the least confidence
 * @param unseconded those that could not open an alert alone, when they came: nobody had said the same before
 * @param updates those that added to an alert that was open
 * @param raised those that called for a new alert
 * @param open alerts open now; none when the input has ended
 * @param stored alerts that have closed: their final state was told, and kept if there is a store
 * @param suppressed those not opened, because as many as may be open at once were shown by the same batch of windows
 * @param closedEarly those of {@code stored} that gave way to another alert before their quiet was over
 */
public record AlertStats(
        long verdicts,
        long unconvincing,
        long unseconded,
        long updates,
        long raised,
        long open,
        long stored,
        long suppressed,
        long closedEarly) {
    /** Returns how many alerts were opened. */
    public long opened() {
        return raised - suppressed;
    }
}
