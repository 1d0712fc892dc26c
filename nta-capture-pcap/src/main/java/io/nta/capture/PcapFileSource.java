package io.nta.capture;

import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture file, without any native library: pcap (both byte orders, microseconds and nanoseconds, and two relatives), pcapng and snoop, plain or
 * compressed with gzip; told apart by content, not by name. docs/captures.md says more.
 *
 * <p>A damaged file gives every packet before the damage and then a {@link CaptureFormatException}; each further {@link #poll} throws the same. A simple
 * packet block of pcapng carries no time and gets that of the packet before it, or 0. Packets of pcapng interfaces whose link type isn't supported are
 * counted and skipped; if a file holds no others, that is an error at its end. Check sequences that a file says are there are cut off. Packets that the file
 * says were lost while it was captured count as dropped.
 *
 * <p>Holds one buffer of 256 KiB, more only for larger frames ({@link CaptureLimits}). One thread polls and closes; the other methods can be called from any
 * thread and give the state at the end of the last poll.
 */
public final class PcapFileSource implements PacketSource {
    private final String description;
    private final CountingStream raw;
    private final ChunkedInput input;
    private final CaptureReader reader;
    private final long totalBytes;
    private volatile long delivered;
    private volatile long unsupported;
    private volatile long dropped;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException failure;

    private PcapFileSource(InputStream stream, String description, long totalBytes, CaptureLimits limits)
            throws IOException {
        this.description = description;
        this.totalBytes = totalBytes;
        this.raw = new CountingStream(stream);
        PushbackInputStream start = new PushbackInputStream(raw, 2);
        boolean compressed = startsLikeGzip(start);
        this.input = new ChunkedInput(compressed ? new GzipStream(start, description) : start, description, compressed);
        this.reader = CaptureFormat.readerOf(input, limits);
    }

    /**
     * Opens a capture file and reads its header.
     *
     * @throws CaptureFormatException if it is empty, of an unknown format, or a pcap file of a link type that isn't supported
     * @throws IOException if it can't be read
     */
    public static PcapFileSource open(Path file) throws IOException {
        return open(file, CaptureLimits.DEFAULT);
    }

    /** Opens a capture file like {@link #open(Path)}, with other limits. */
    public static PcapFileSource open(Path file, CaptureLimits limits) throws IOException {
        String description = file.toString();
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : -1;
            return open(Files.newInputStream(file), description, size, limits);
        } catch (NoSuchFileException e) { // its message is the bare name
            throw new NoSuchFileException(description, null, "there is no such file");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(description, null, "permission denied");
        }
    }

    /**
     * Opens a capture that comes as a stream, such as standard input. Closing the source closes the stream; so does a failure here.
     *
     * @param description names the stream in errors
     * @throws CaptureFormatException as {@link #open(Path)}
     * @throws IOException if the stream can't be read
     */
    public static PcapFileSource open(InputStream stream, String description) throws IOException {
        return open(stream, description, CaptureLimits.DEFAULT);
    }

    /** Opens a stream like {@link #open(InputStream, String)}, with other limits. */
    public static PcapFileSource open(InputStream stream, String description, CaptureLimits limits) throws IOException {
        return open(stream, description, -1, limits);
    }

    private static PcapFileSource open(InputStream stream, String description, long totalBytes, CaptureLimits limits)
            throws IOException {
        try {
            return new PcapFileSource(stream, description, totalBytes, limits);
        } catch (IOException e) {
            try (stream) {
                throw e instanceof CaptureFormatException ? e : new IOException(description + ": " + e.getMessage(), e);
            }
        }
    }

    private static boolean startsLikeGzip(PushbackInputStream start) throws IOException {
        int first = start.read();
        int second = first < 0 ? -1 : start.read();
        if (second >= 0) {
            start.unread(second);
        }
        if (first >= 0) {
            start.unread(first);
        }
        return first == GzipStream.MAGIC_1 && second == GzipStream.MAGIC_2;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it is at least 1");
        }
        if (closed) {
            throw new IOException(description + ": the source is closed");
        }
        int handedOver = 0;
        if (failure == null && !ended) {
            try {
                while (handedOver < limit && !ended) {
                    if (reader.next(sink)) {
                        handedOver++;
                    } else {
                        ended = true;
                    }
                }
            } catch (IOException e) {
                failure = located(e);
            } finally {
                delivered = reader.delivered();
                unsupported = reader.unsupported();
                dropped = reader.drops().total();
            }
        }
        if (handedOver > 0) {
            return handedOver;
        }
        if (failure != null) {
            throw failure;
        }
        return END;
    }

    private IOException located(IOException cause) {
        long before = reader.delivered();
        if (cause instanceof CaptureFormatException format) {
            return format.after(before);
        }
        return new IOException(
                description + ": " + cause.getMessage() + "; " + CaptureFormatException.readBefore(before), cause);
    }

    @Override
    public SourceStats stats() {
        long handedOver = delivered;
        long skipped = unsupported;
        long lost = dropped;
        return new SourceStats(handedOver + lost + skipped, handedOver, lost, skipped);
    }

    /** Returns how many bytes of the file have been taken, as they lie there, that is compressed; for a progress bar. */
    public long bytesRead() {
        return raw.count();
    }

    /** Returns the size of the file when it was opened, or -1 when it is not known: a stream, a pipe. */
    public long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            input.close();
        }
    }
}
