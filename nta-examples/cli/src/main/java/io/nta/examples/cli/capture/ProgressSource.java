package io.nta.examples.cli.capture;

import io.nta.capture.PcapFileSource;
import io.nta.examples.cli.output.Terminal;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on standard error how far a large file has been read. */
public final class ProgressSource implements PacketSource {
    private static final long LARGE = 100_000_000;
    private static final long MEGABYTE = 1_000_000;
    private static final int WIDTH = 79;

    private final PcapFileSource file;
    private final ProgressBar bar;

    private ProgressSource(PcapFileSource file, PrintStream err) {
        this.file = file;
        this.bar = new ProgressBarBuilder()
                .setTaskName("reading")
                .setInitialMax(file.totalBytes())
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .clearDisplayOnFinish()
                .build();
    }

    /** Returns a source that shows progress if it is a large file and somebody is watching; otherwise the source itself. */
    public static PacketSource watch(PacketSource source) {
        boolean shown =
                source instanceof PcapFileSource file && file.totalBytes() >= LARGE && Terminal.isStandardError();
        return shown ? new ProgressSource((PcapFileSource) source, System.err) : source;
    }

    @Override
    public String description() {
        return file.description();
    }

    @Override
    public int poll(PacketSink sink, int limit) throws IOException {
        int delivered = file.poll(sink, limit);
        bar.stepTo(file.bytesRead());
        return delivered;
    }

    @Override
    public SourceStats stats() {
        return file.stats();
    }

    @Override
    public void close() throws IOException {
        bar.close();
        file.close();
    }
}
