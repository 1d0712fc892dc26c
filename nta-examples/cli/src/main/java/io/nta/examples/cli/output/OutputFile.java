package io.nta.examples.cli.output;

import io.nta.NtaException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file that a command was asked to write, in UTF-8. */
public final class OutputFile implements Closeable {
    private final Path file;
    private final Writer writer;

    private OutputFile(Path file, Writer writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * Creates the file, or empties it.
     *
     * @throws UsageException if that can't be
     */
    public static OutputFile create(Path file) {
        try {
            return new OutputFile(file, Files.newBufferedWriter(file));
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "it is a folder" : "its folder must exist and be writable";
            throw new UsageException(file + ": can't be written; " + why, e);
        }
    }

    /**
     * Writes a line.
     *
     * @throws NtaException if that fails
     */
    public void line(CharSequence text) {
        try {
            writer.append(text).append('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private NtaException failed(IOException cause) {
        return new NtaException(file + ": writing failed: " + cause.getMessage(), cause);
    }
}
