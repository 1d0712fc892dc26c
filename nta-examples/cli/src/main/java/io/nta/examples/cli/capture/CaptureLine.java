package io.nta.examples.cli.capture;

import io.nta.AnalyzerStats;
import io.nta.examples.cli.output.Figures;
import java.time.Instant;

/** A capture in one line: how much, when, how many hosts. */
public final class CaptureLine {
    private CaptureLine() {}

    /** Returns the line without a line end. */
    public static String of(CaptureResult result, AnalyzerStats stats) {
        StringBuilder line = new StringBuilder();
        line.append(result.name())
                .append(": ")
                .append(Figures.count(stats.source().received() - stats.source().dropped(), "packet"));
        if (stats.source().dropped() > 0) {
            line.append(" (").append(stats.source().dropped()).append(" more lost while capturing)");
        }
        line.append(", ").append(Figures.count(stats.bytes(), "byte"));
        if (stats.folded() > 0) {
            line.append(", ")
                    .append(Figures.time(Instant.ofEpochSecond(0, result.firstNanos())))
                    .append(" UTC, ");
            line.append(Figures.duration(result.duration())).append(", ").append(Figures.count(result.hosts(), "host"));
        }
        return line.toString();
    }
}
