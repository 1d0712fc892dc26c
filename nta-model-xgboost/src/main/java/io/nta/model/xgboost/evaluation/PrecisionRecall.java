package io.nta.model.xgboost.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Precision and recall of one label at every threshold, against all other rows.
 *
 * @param points from the highest threshold to the lowest, thinned to about 200
 * @param averagePrecision the sum over thresholds of precision times the recall gained; NaN if no row has the label
 */
public record PrecisionRecall(List<Point> points, double averagePrecision) {
    private static final int MOST_POINTS = 200;

    /** What a threshold gives. */
    public record Point(double threshold, double precision, double recall) {}

    /** Measures. */
    public static PrecisionRecall of(Predictions predictions, int label) {
        int[] order = IntStream.range(0, predictions.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -predictions.probability(i, label)))
                .mapToInt(Integer::intValue)
                .toArray();
        long all =
                IntStream.of(order).filter(i -> predictions.label(i) == label).count();
        List<Point> points = new ArrayList<>();
        long found = 0;
        double area = 0;
        double recallBefore = 0;
        for (int i = 0; i < order.length; i++) {
            found += predictions.label(order[i]) == label ? 1 : 0;
            float threshold = predictions.probability(order[i], label);
            boolean last = i + 1 == order.length || predictions.probability(order[i + 1], label) != threshold;
            if (last && all > 0) {
                Point point = new Point(threshold, found / (i + 1.0), found / (double) all);
                area += point.precision() * (point.recall() - recallBefore);
                recallBefore = point.recall();
                points.add(point);
            }
        }
        return new PrecisionRecall(thinned(points), all == 0 ? Double.NaN : area);
    }

    /** Every so many points, and the last. */
    private static List<Point> thinned(List<Point> points) {
        int step = points.size() / MOST_POINTS + 1;
        return IntStream.range(0, points.size())
                .filter(i -> i % step == 0 || i == points.size() - 1)
                .mapToObj(points::get)
                .toList();
    }
}
