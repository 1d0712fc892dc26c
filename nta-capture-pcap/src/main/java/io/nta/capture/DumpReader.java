package io.nta.capture;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/**
 * Lets libpcap write frames, as {@code tcpdump -w} does, but into memory: Java is entered once for many frames, not once for each. Nothing is allocated for a frame
 * (docs/adr/0028-what-live-capture-costs.md).
 */
final class DumpReader implements FrameReader {
    /** As pcap4j finds it. */
    private static final String LIBRARY =
            System.getProperty("org.pcap4j.core.pcapLibName", Platform.isWindows() ? "wpcap" : "pcap");

    private final PcapHandle handle;
    private final Pointer pcap;
    private final Pointer write;

    /** Where the C library says where its memory is, and how much of it is written. */
    private final Memory address = new Memory(Native.POINTER_SIZE);

    private final Memory size = new Memory(Native.SIZE_T_SIZE);
    private final Pointer stream;
    private final Pointer dumper;

    /**
     * Reads from {@code handle}, which reads without waiting and has nanoseconds.
     *
     * @throws LinkageError when a library lacks what this needs, as on Windows
     * @throws ReflectiveOperationException when pcap4j hides the handle of libpcap otherwise than known
     * @throws IllegalStateException when there is no memory for the stream, or libpcap has no file format for the link type
     */
    DumpReader(PcapHandle handle) throws ReflectiveOperationException {
        this.handle = handle;
        this.pcap = pcapOf(handle);
        this.write = Function.getFunction(LIBRARY, "pcap_dump");
        this.stream = present(CLibrary.open_memstream(address, size), "open_memstream");
        this.dumper = open(stream);
    }

    /** Closes the stream if there is no dumper that would: libpcap closes it itself only where it can't write 24 bytes, for which a new stream has room. */
    private Pointer open(Pointer opened) {
        Pointer opening = Dumping.pcap_dump_fopen(pcap, opened);
        if (opening == null) {
            CLibrary.fclose(opened);
            free();
            throw new IllegalStateException("pcap_dump_fopen gives nothing for link type " + handle.getDlt());
        }
        return opening;
    }

    /** pcap4j can dump, but only into a file, and only until a number of packets is reached. */
    private static Pointer pcapOf(PcapHandle handle) throws ReflectiveOperationException {
        Field field = PcapHandle.class.getDeclaredField("handle");
        field.setAccessible(true);
        return present((Pointer) field.get(handle), "PcapHandle.handle");
    }

    private static Pointer present(@Nullable Pointer pointer, String what) {
        if (pointer == null) {
            throw new IllegalStateException(what + " gives nothing");
        }
        return pointer;
    }

    @Override
    public void read(int limit, CapturedFrames frames) throws PcapNativeException, NotOpenException {
        CLibrary.rewind(stream);
        int read = Dumping.pcap_dispatch(pcap, limit, write, dumper);
        if (read < 0) {
            throw new PcapNativeException(handle.getError(), read);
        }
        if (read > 0) {
            if (Dumping.pcap_dump_flush(dumper) != 0) {
                throw new PcapNativeException("no memory for the frames that were captured");
            }
            int bytes = Math.toIntExact(written());
            address.getPointer(0).read(0, frames.refill(bytes), 0, bytes);
        }
    }

    private long written() {
        return Native.SIZE_T_SIZE == Long.BYTES ? size.getLong(0) : Integer.toUnsignedLong(size.getInt(0));
    }

    @Override
    public void close() {
        Dumping.pcap_dump_close(dumper);
        free();
    }

    /** Frees what the stream, now closed, has written into. */
    private void free() {
        Native.free(Pointer.nativeValue(address.getPointer(0)));
        address.close();
        size.close();
    }

    /** What pcap4j doesn't map, or not so. */
    private static final class Dumping {
        static {
            Native.register(Dumping.class, NativeLibrary.getInstance(LIBRARY));
        }

        private Dumping() {}

        static native @Nullable Pointer pcap_dump_fopen(Pointer pcap, Pointer stream);

        static native int pcap_dispatch(Pointer pcap, int limit, Pointer callback, Pointer user);

        static native int pcap_dump_flush(Pointer dumper);

        /** Closes the stream, too. */
        static native void pcap_dump_close(Pointer dumper);
    }

    private static final class CLibrary {
        static {
            Native.register(CLibrary.class, NativeLibrary.getInstance(Platform.C_LIBRARY_NAME));
        }

        private CLibrary() {}

        /** POSIX.1-2008. */
        static native @Nullable Pointer open_memstream(Pointer address, Pointer size);

        static native void rewind(Pointer stream);

        static native int fclose(Pointer stream);
    }
}
