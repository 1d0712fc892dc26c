package io.nta.capture;

/**
 * What was lost before it could be read.
 *
 * @param byKernel packets that passed the filter, but found the buffer full
 * @param byInterface packets that the card or its driver dropped, as far as the system tells; the filter doesn't matter to it
 */
public record LiveDrops(long byKernel, long byInterface) {
    /** Returns their sum. */
    public long total() {
        return byKernel + byInterface;
    }
}
