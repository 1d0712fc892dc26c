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

/**
 * How far a file has been sent, kept beside it: the size of its batches, which never changes once the first was sent, so that a batch is the same whenever it is sent again; and then a line with
 * the number of packets that the server has, after each batch. A line that a crash has lost only makes the sender repeat a batch, whose id the server knows.
 */
final class SendProgress implements Closeable {
    private final BatchSize size;
    private final int sent;
    private final Writer writer;

    private SendProgress(BatchSize size, int sent, Writer writer) {
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
        if (lines.isEmpty()) {
            Files.writeString(file, "batches " + size.packets() + ' ' + size.bytes() + '\n');
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            SpoolFolders.sync(data.resolveSibling("."));
        } else {
            known = size(file, lines.get(0));
            for (String line : lines.subList(1, lines.size())) {
                sent = Math.max(sent, number(line));
            }
        }
        return new SendProgress(known, sent, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
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
    void sent(int packets) throws IOException {
        writer.write(packets + ".\n");
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
