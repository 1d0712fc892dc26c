package io.nta.capture.agent;

import io.nta.capture.agent.SpoolBatches.BatchSize;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a file has been sent, kept beside it: the size of its batches, which never changes once the first was sent, so that a batch is the same whenever it is sent again; and then a line with
 * the number of packets that the server has, after each batch. A line that a crash has lost only makes the sender repeat a batch, whose id the server knows.
 */
final class SendProgress implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SendProgress.class);

    private final BatchSize size;
    private final int sent;
    private final @Nullable Writer writer;

    private SendProgress(BatchSize size, int sent, @Nullable Writer writer) {
        this.size = size;
        this.sent = sent;
        this.writer = writer;
    }

    /** Reads the progress of a data file, or begins it with batches of {@code size}. */
    static SendProgress open(Path data, BatchSize size) throws IOException {
        Path file = SpoolFolders.companion(data, SpoolFolders.SENT);
        BatchSize known = size;
        int sent = 0;
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (!lines.isEmpty()) {
            known = size(file, lines.get(0));
            for (String line : lines.subList(1, lines.size())) {
                sent = Math.max(sent, number(line));
            }
        }
        return new SendProgress(known, sent, writer(file, lines.isEmpty() ? size : null));
    }

    /** Returns what progress is written to; null on a full disk, where sending must go on all the more, to make room. */
    private static @Nullable Writer writer(Path file, @Nullable BatchSize first) {
        try {
            if (first != null) {
                Files.writeString(file, "batches " + first.packets() + ' ' + first.bytes() + '\n');
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                SpoolFolders.sync(file.resolveSibling("."));
            }
            return Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("{} can't be written; sending goes on without it: {}", file, e.toString());
            return null;
        }
    }

    private static BatchSize size(Path file, String line) throws IOException {
        String[] words = line.split(" ", -1);
        try {
            if (words.length == 3 && words[0].equals("batches")) {
                return new BatchSize(Integer.parseInt(words[1]), Long.parseLong(words[2]));
            }
        } catch (NumberFormatException e) {
            throw new SpoolFile.PoisonedException(file + " is damaged: '" + line + "': " + e.getMessage());
        }
        throw new SpoolFile.PoisonedException(file + " is damaged: '" + line + "'");
    }

    /** A line that was half written counts as not written. */
    private static int number(String line) {
        try {
            return line.endsWith(".") ? Integer.parseInt(line.substring(0, line.length() - 1)) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    BatchSize size() {
        return size;
    }

    /** Returns how many packets, from the file's start, the server had when this was opened. */
    int sent() {
        return sent;
    }

    /** The server has the first {@code packets}. */
    void sent(int packets) {
        if (writer == null) {
            return;
        }
        try {
            writer.write(packets + ".\n");
            writer.flush();
        } catch (IOException e) {
            LOG.warn("How far sending has come can't be written: {}", e.toString());
        }
    }

    @Override
    public void close() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            LOG.warn("How far sending has come can't be written: {}", e.toString());
        }
    }
}
