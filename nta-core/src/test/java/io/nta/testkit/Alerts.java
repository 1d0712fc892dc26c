package io.nta.testkit;

import io.nta.AlertListener;
import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.packet.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The alerts of an analysis in their final state, told by the rules with their defaults. */
public record Alerts(List<Alert> all) {
    public Alerts {
        all = List.copyOf(all);
    }

    /** Analyses the scenario's frames in the order of their times, so that a scenario may tell one thing after another of what happens at once. */
    public static Alerts of(Scenario scenario) {
        return of(scenario, AnalyzerConfig.defaults());
    }

    /** Analyses them with another configuration. */
    public static Alerts of(Scenario scenario, AnalyzerConfig config) {
        List<TimedFrame> frames = new ArrayList<>(scenario.frames());
        frames.sort(Comparator.comparingLong(TimedFrame::nanos));
        List<Alert> closed = new ArrayList<>();
        AlertListener listener = new AlertListener() {
            @Override
            public void onOpened(Alert alert) {}

            @Override
            public void onClosed(Alert alert) {
                closed.add(alert);
            }
        };
        try (Analyzer analyzer = Analyzer.builder()
                .source(new MemorySource(frames))
                .config(config)
                .onAlert(listener)
                .build()) {
            analyzer.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Alerts(closed);
    }

    /** Returns a line for each alert, {@code type attacker > target}, with {@code -} for nobody. */
    public List<String> lines() {
        return all.stream()
                .map(alert -> line(alert.attackType(), alert.srcIp(), alert.dstIp()))
                .sorted()
                .toList();
    }

    private static String line(AttackType type, @Nullable IpAddress attacker, @Nullable IpAddress target) {
        return type.label() + " " + Objects.toString(attacker, "-") + " > " + Objects.toString(target, "-");
    }
}
