package io.nta.model.xgboost.training;

import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.ModelInputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a model is trained. Immutable. */
public final class TrainingParameters {
    private static final TrainingParameters DEFAULTS = new TrainingParameters(
            new EnumMap<>(NumberParameter.class), Map.of(), Map.of(), Set.of(), SplitBy.CAPTURE, ExposureKind.PRESENT);

    private final Map<NumberParameter, Double> numbers;
    private final Map<String, Double> classWeights;
    private final Map<String, Double> budgets;
    private final Set<String> maskedInputs;
    private final SplitBy splitBy;
    private final ExposureKind exposure;

    TrainingParameters(
            Map<NumberParameter, Double> numbers,
            Map<String, Double> classWeights,
            Map<String, Double> budgets,
            Set<String> maskedInputs,
            SplitBy splitBy,
            ExposureKind exposure) {
        this.numbers = Map.copyOf(numbers);
        this.classWeights = new TreeMap<>(classWeights);
        this.budgets = new TreeMap<>(budgets);
        this.maskedInputs = new TreeSet<>(maskedInputs);
        this.splitBy = splitBy;
        this.exposure = exposure;
    }

    /** Returns the parameters when nobody says others. */
    public static TrainingParameters defaults() {
        return DEFAULTS;
    }

    /**
     * Reads a JSON file. Its object may have the {@link NumberParameter}s by their labels, {@code class_weights} and {@code false_alert_budgets} (objects from
     * label to number), {@code masked_inputs} (a list of names), {@code split_by} (capture, tool or network) and {@code exposure} (present or active); what is
     * left out has its default.
     *
     * @throws IllegalArgumentException naming every mistake with its name, its value and what is allowed
     * @throws IOException if the file cannot be read
     */
    public static TrainingParameters read(Path file) throws IOException {
        return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    }

    /**
     * Reads the text of such a file.
     *
     * @param place where it comes from, for messages
     */
    public static TrainingParameters parse(String json, String place) {
        return new TrainingParametersParser(place).parse(json);
    }

    /** Returns a number. */
    public double number(NumberParameter parameter) {
        return numbers.getOrDefault(parameter, parameter.standard());
    }

    /** Returns a number that is whole. */
    public int whole(NumberParameter parameter) {
        return (int) number(parameter);
    }

    /** Returns the multiplier of the weights of the rows of that label. */
    public double classWeight(String label) {
        return classWeights.getOrDefault(label, 1.0);
    }

    /** Returns how many false alerts of that label are allowed in 1,000 host-hours. */
    public double budget(String label) {
        return budgets.getOrDefault(label, number(NumberParameter.FALSE_ALERTS_PER_1000_HOST_HOURS));
    }

    /** Returns the inputs that the model may not read. */
    public Set<String> maskedInputs() {
        return Set.copyOf(maskedInputs);
    }

    /** Returns what is held out together. */
    public SplitBy splitBy() {
        return splitBy;
    }

    /** Returns how host-hours are counted. */
    public ExposureKind exposure() {
        return exposure;
    }

    /**
     * Returns parameters with another number.
     *
     * @throws IllegalArgumentException if the value is not allowed
     */
    public TrainingParameters with(NumberParameter parameter, double value) {
        if (!parameter.allows(value)) {
            throw new IllegalArgumentException(
                    parameter.label() + " is " + value + "; allowed are " + parameter.range());
        }
        Map<NumberParameter, Double> changed = new EnumMap<>(NumberParameter.class);
        changed.putAll(numbers);
        changed.put(parameter, value);
        return new TrainingParameters(changed, classWeights, budgets, maskedInputs, splitBy, exposure);
    }

    /**
     * Returns parameters that also mask these inputs.
     *
     * @throws IllegalArgumentException if some are unknown; names them
     */
    public TrainingParameters masking(Collection<String> names) {
        List<String> unknown = names.stream()
                .filter(name -> !ModelInputs.all().contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there are no inputs " + String.join(", ", unknown));
        }
        Set<String> all = new TreeSet<>(maskedInputs);
        all.addAll(names);
        return new TrainingParameters(numbers, classWeights, budgets, all, splitBy, exposure);
    }

    /** Returns parameters that hold out by something else. */
    public TrainingParameters with(SplitBy other) {
        return new TrainingParameters(numbers, classWeights, budgets, maskedInputs, other, exposure);
    }

    /** Returns everything, defaults included, as {@link #parse} takes it: for model cards. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (NumberParameter parameter : NumberParameter.values()) {
            double value = number(parameter);
            map.put(parameter.label(), value == Math.rint(value) ? (Object) (long) value : (Object) value);
        }
        map.put(TrainingParametersParser.CLASS_WEIGHTS, classWeights);
        map.put(TrainingParametersParser.BUDGETS, budgets);
        map.put(TrainingParametersParser.MASKED_INPUTS, maskedInputs);
        map.put(TrainingParametersParser.SPLIT_BY, splitBy.name().toLowerCase(Locale.ROOT));
        map.put(TrainingParametersParser.EXPOSURE, exposure.name().toLowerCase(Locale.ROOT));
        return map;
    }

    /** Returns what XGBoost is told, the order fixed. */
    Map<String, Object> forXgboost() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("objective", "multi:softprob");
        map.put("num_class", Labels.count());
        map.put("eval_metric", "mlogloss");
        map.put("tree_method", "hist");
        map.put("verbosity", 0);
        for (NumberParameter parameter : NumberParameter.values()) {
            if (parameter.ofXgboost()) {
                double value = number(parameter);
                map.put(parameter.label(), parameter.whole() ? (Object) (int) value : (Object) value);
            }
        }
        return map;
    }
}
