package io.nta.spi;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Provides sources that appear while an analyzer runs, such as the agents of a server, and decides which of them is polled next. All share one timeline; each has a watermark of its
 * own. {@link #next} and {@link #close} are called by one thread, the one that runs the analyzer.
 */
public interface SourceSupply extends Closeable {
    /**
     * Returns the source to poll next, a known one or a new one; waits until there is one. It doesn't return a source again whose {@link PacketSource#poll} has returned
     * {@link PacketSource#END}. The supply closes its sources; the analyzer doesn't.
     *
     * <p>Packets of different sources are folded in the order in which this method returns the sources. So that time passes while no packet comes, it returns each idle live source at least
     * once a second. Each packet costs time in proportion to the sources that have not ended: a supply has hundreds of them, not millions. Of one that has
     * returned {@link PacketSource#END} only the counts stay, as they are then.
     *
     * @return {@code null} when no packet will ever follow
     * @throws InterruptedException when the thread is interrupted while it waits, which ends the analysis. Any other exception does too, and passes through {@link io.nta.Analyzer#run}
     */
    @Nullable
    PacketSource next() throws InterruptedException;
}
