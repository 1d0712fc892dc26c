package io.nta.capture;

import java.io.Closeable;
import java.lang.reflect.InaccessibleObjectException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the frames that the kernel holds come into an array of ours. One thread. */
interface FrameReader extends Closeable {
    /**
     * Takes over what waits, without waiting for more.
     *
     * @param limit the most frames; at least 1
     * @param frames takes them; must be empty
     * @throws PcapNativeException when the interface can't be read any more
     * @throws NotOpenException when its handle is closed
     */
    void read(int limit, CapturedFrames frames) throws PcapNativeException, NotOpenException;

    /** Frees what the reader holds; the handle stays open. To be called before the handle is closed. */
    @Override
    void close();

    /** Returns the cheapest reader that works on this system. */
    static FrameReader of(PcapHandle handle) {
        try {
            return new DumpReader(handle);
        } catch (LinkageError | ReflectiveOperationException | InaccessibleObjectException | IllegalStateException e) {
            Logger log = LoggerFactory.getLogger(FrameReader.class);
            log.info("Frames are taken one by one, which costs several times as much: {}", e.toString());
            return new ListenerReader(handle);
        }
    }
}
