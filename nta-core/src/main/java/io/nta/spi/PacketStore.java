package io.nta.spi;

import java.io.IOException;

/**
 * Keeps packets, for forensics and to go on after a crash: what a {@link FeatureStore} may do as well. Any thread may call it.
 * {@code io.nta.tck.PacketStoreTck} tests all of this.
 */
public interface PacketStore {
    /**
     * Adds the packets of a batch, all or none. When this returns they are kept, whatever happens to the process. A batch whose id was taken before changes nothing.
     * A packet or field that can't be kept is left out and counted; it costs the others nothing.
     *
     * @return whether the batch was new
     * @throws IOException when it could not be kept; the message says why. Sending it again is safe
     */
    boolean append(RecordBatch batch) throws IOException;
}
