package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Needs libpcap, and for what is allocated, glibc 2.33 or newer. */
@EnabledOnOs(OS.LINUX)
class DumpReaderTest {
    /** libpcap knows no link type of this number, so that it can't write its frames. */
    private static final DataLinkType UNKNOWN = new DataLinkType(30_000, "unknown");

    private static final int SNAP_LENGTH = 65_535;
    private static final int ATTEMPTS = 5_000;

    /** What a stream to memory takes at least: its buffer is one of stdio's (BUFSIZ). */
    private static final long STREAM_BYTES = 8_192;

    /** Of glibc's malloc.h. */
    @FieldOrder({
        "arena",
        "ordblks",
        "smblks",
        "hblks",
        "hblkhd",
        "usmblks",
        "fsmblks",
        "uordblks",
        "fordblks",
        "keepcost"
    })
    public static final class Allocations extends Structure implements Structure.ByValue {
        public long arena;
        public long ordblks;
        public long smblks;
        public long hblks;
        public long hblkhd;
        public long usmblks;
        public long fsmblks;
        public long uordblks;
        public long fordblks;
        public long keepcost;
    }

    /** Returns how much memory is allocated from the C library, in bytes. */
    private static long allocatedBytes() {
        Function mallinfo;
        try {
            mallinfo = NativeLibrary.getInstance("c").getFunction("mallinfo2");
        } catch (UnsatisfiedLinkError e) {
            assumeTrue(false, "no mallinfo2 in this C library");
            throw e;
        }
        return ((Allocations) mallinfo.invoke(Allocations.class, new Object[0])).uordblks;
    }

    private static void fail(PcapHandle handle) {
        assertThatThrownBy(() -> new DumpReader(handle))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pcap_dump_fopen gives nothing for link type 30000");
    }

    @Test
    void aReaderThatCannotBeOpenedLeavesNoStreamBehind() throws Exception {
        try (PcapHandle handle = Pcaps.openDead(UNKNOWN, SNAP_LENGTH)) {
            fail(handle);
            long before = allocatedBytes();
            for (int i = 0; i < ATTEMPTS; i++) {
                fail(handle);
            }
            assertThat(allocatedBytes() - before)
                    .as("bytes allocated by %d attempts", ATTEMPTS)
                    .isLessThan(ATTEMPTS * STREAM_BYTES / 2);
        }
    }
}
