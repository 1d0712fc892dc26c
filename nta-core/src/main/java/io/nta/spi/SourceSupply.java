package io.nta.spi;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Sources that come while an analyzer runs, such as the agents of a server, and whose turn it is. They share one timeline; each has a watermark of its own. Called by one
 * thread, the one that runs the analyzer.
 */
public interface SourceSupply extends Closeable {
    /**
     * Returns the source to poll next, whether it came before or is new; waits until there is one. A source whose {@link PacketSource#poll} has returned
     * {@link PacketSource#END} is not returned again. The supply closes its sources, the analyzer doesn't.
     *
     * <p>The order is the supply's: packets of different sources are folded in the order in which they are handed over here. So that time passes while nothing comes, it returns
     * idle live sources now and then, at least each second.
     *
     * @return {@code null} when no packet will ever follow
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    @Nullable
    PacketSource next() throws InterruptedException;
}
