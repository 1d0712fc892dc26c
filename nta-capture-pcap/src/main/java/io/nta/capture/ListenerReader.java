package io.nta.capture;

import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes frames by pcap4j's listener, which is called from native code for each, and is given an array of its own for each. Works wherever pcap4j does. */
final class ListenerReader implements FrameReader {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerReader.class);
    private static final long MILLIS_PER_SECOND = 1_000L;

    private final PcapHandle handle;
    private final RawPacketListener listener = this::gotPacket;
    private @Nullable CapturedFrames into;

    ListenerReader(PcapHandle handle) {
        this.handle = handle;
    }

    @Override
    public void read(int limit, CapturedFrames frames) throws PcapNativeException, NotOpenException {
        into = frames;
        try {
            handle.dispatch(limit, listener);
        } catch (InterruptedException e) {
            // So pcap4j tells that the loop was broken, which nobody does here.
            LOG.debug("reading was broken off", e);
        } finally {
            into = null;
        }
    }

    private void gotPacket(byte[] bytes) {
        CapturedFrames frames = into;
        if (frames != null) {
            Timestamp time = handle.getTimestamp();
            long seconds = Math.floorDiv(time.getTime(), MILLIS_PER_SECOND);
            frames.add(seconds, time.getNanos(), handle.getOriginalLength(), bytes);
        }
    }

    @Override
    public void close() {
        into = null;
    }
}
