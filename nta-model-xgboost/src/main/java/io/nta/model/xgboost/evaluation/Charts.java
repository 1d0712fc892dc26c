package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The plots of a report, as SVG. */
public final class Charts {
    private static final int LEFT = 60;
    private static final int TOP = 30;
    private static final int SIDE = 400;
    private static final int LEGEND = 170;
    private static final int TICKS = 5;
    private static final String AXIS = "#444444";
    private static final String GRID = "#dddddd";

    /** Told apart by the colour-blind too (Okabe and Ito 2008); a colour for each of the eight attacks. */
    private static final List<String> COLOURS =
            List.of("#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7");

    private static final int CELL = 56;
    private static final int NAMES = 110;

    private Charts() {}

    /** Returns the reliability curve: share right over mean probability; honest probabilities lie on the diagonal. */
    public static String reliability(Reliability reliability) {
        Svg svg = axes(SIDE + LEFT + 40, "probability of the likeliest label", "share right");
        svg.line(x(0), y(0), x(1), y(1), AXIS);
        svg.polyline(
                reliability.bins().stream()
                        .map(bin -> new double[] {x(bin.probability()), y(bin.right())})
                        .toList(),
                COLOURS.get(5));
        reliability.bins().forEach(bin -> svg.circle(x(bin.probability()), y(bin.right()), 4, COLOURS.get(5)));
        return svg.text(x(0.03), y(0.95), "start", text("expected calibration error %.4f", reliability.error()))
                .end();
    }

    /** Returns precision over recall, a curve for each attack. */
    public static String precisionRecall(Map<String, PrecisionRecall> curves) {
        Svg svg = axes(SIDE + LEFT + LEGEND + 20, "recall", "precision");
        int line = 0;
        for (Map.Entry<String, PrecisionRecall> entry : curves.entrySet()) {
            String colour = COLOURS.get((Labels.indexOf(entry.getKey()) + COLOURS.size() - 1) % COLOURS.size());
            svg.polyline(
                    entry.getValue().points().stream()
                            .map(point -> new double[] {x(point.recall()), y(point.precision())})
                            .toList(),
                    colour);
            double height = TOP + 12 + 20.0 * line++;
            svg.rectangle(LEFT + SIDE + 15, height - 9, 10, 10, colour)
                    .text(
                            LEFT + SIDE + 32,
                            height,
                            "start",
                            entry.getKey() + text(" %.3f", entry.getValue().averagePrecision()));
        }
        return svg.end();
    }

    /** Returns the confusion matrix: a row for each right label, shaded by its share. */
    public static String confusion(Confusion confusion) {
        int side = CELL * Labels.count();
        Svg svg = new Svg(NAMES + side + 10, NAMES + side + 10);
        svg.text(NAMES, 16, "start", "decided for (columns), right (rows); rows of the file");
        for (int right = 0; right < Labels.count(); right++) {
            String name = Labels.all().get(right);
            svg.text(NAMES - 6, NAMES + CELL * (right + 0.6), "end", name);
            // Neighbours would overlap: every other name stands higher.
            svg.text(NAMES + CELL * (right + 0.5), NAMES - 8 - 18 * (right % 2), "middle", name);
            for (int decided = 0; decided < Labels.count(); decided++) {
                cell(svg, confusion, right, decided);
            }
        }
        return svg.end();
    }

    private static void cell(Svg svg, Confusion confusion, int right, int decided) {
        long count = confusion.count(right, decided);
        double share = count == 0 ? 0 : count / (double) confusion.rows(right);
        int red = (int) Math.round(255 - 155 * share);
        int green = (int) Math.round(255 - 75 * share);
        String colour = text("#%02x%02xff", red, green);
        double x = NAMES + (double) CELL * decided;
        double y = NAMES + (double) CELL * right;
        svg.rectangle(x, y, CELL - 1, CELL - 1, colour);
        if (count > 0) {
            svg.text(x + CELL / 2.0, y + CELL * 0.6, "middle", Long.toString(count));
        }
    }

    private static Svg axes(int width, String below, String beside) {
        Svg svg = new Svg(width, SIDE + TOP + 50);
        IntStream.rangeClosed(0, TICKS)
                .mapToDouble(i -> i / (double) TICKS)
                .forEach(tick -> svg.line(x(tick), y(0), x(tick), y(1), GRID)
                        .line(x(0), y(tick), x(1), y(tick), GRID)
                        .text(x(tick), y(0) + 16, "middle", text("%.1f", tick))
                        .text(x(0) - 6, y(tick) + 4, "end", text("%.1f", tick)));
        return svg.line(x(0), y(0), x(1), y(0), AXIS)
                .line(x(0), y(0), x(0), y(1), AXIS)
                .text(x(0.5), y(0) + 36, "middle", below)
                .text(x(0) - 50, TOP - 12, "start", beside);
    }

    private static double x(double share) {
        return LEFT + SIDE * share;
    }

    private static double y(double share) {
        return TOP + SIDE * (1 - share);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
