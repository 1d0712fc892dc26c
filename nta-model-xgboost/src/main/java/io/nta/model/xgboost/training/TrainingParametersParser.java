package io.nta.model.xgboost.training;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@link TrainingParameters} and collects what is wrong with them. Used once. */
final class TrainingParametersParser {
    static final String CLASS_WEIGHTS = "class_weights";
    static final String BUDGETS = "false_alert_budgets";
    static final String MASKED_INPUTS = "masked_inputs";
    static final String SPLIT_BY = "split_by";
    static final String EXPOSURE = "exposure";

    private static final double LEAST_WEIGHT = 0.001;
    private static final double MOST_WEIGHT = 1000;
    private static final double MOST_BUDGET = 1e6;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);

    private final String place;
    private final List<String> problems = new ArrayList<>();
    private final Map<NumberParameter, Double> numbers = new EnumMap<>(NumberParameter.class);
    private final Map<String, Double> weights = new TreeMap<>();
    private final Map<String, Double> budgets = new TreeMap<>();
    private final Set<String> masked = new TreeSet<>();
    private SplitBy splitBy = SplitBy.CAPTURE;
    private ExposureKind exposure = ExposureKind.PRESENT;

    TrainingParametersParser(String place) {
        this.place = place;
    }

    TrainingParameters parse(String json) {
        JsonNode root = tree(json);
        if (!root.isObject()) {
            problems.add("it is no JSON object");
        }
        root.properties().forEach(entry -> readEntry(entry.getKey(), entry.getValue()));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(place + ": " + String.join("; ", problems));
        }
        return new TrainingParameters(numbers, weights, budgets, masked, splitBy, exposure);
    }

    private JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place + " is not JSON: " + e.getMessage(), e);
        }
    }

    private void readEntry(String name, JsonNode value) {
        switch (name) {
            case CLASS_WEIGHTS -> readByLabel(name, value, LEAST_WEIGHT, MOST_WEIGHT, weights);
            case BUDGETS -> readByLabel(name, value, 0, MOST_BUDGET, budgets);
            case MASKED_INPUTS -> readMasked(value);
            case SPLIT_BY -> splitBy = readConstant(name, value, SplitBy.values(), splitBy);
            case EXPOSURE -> exposure = readConstant(name, value, ExposureKind.values(), exposure);
            default -> readNumber(name, value);
        }
    }

    private void readNumber(String name, JsonNode value) {
        for (NumberParameter parameter : NumberParameter.values()) {
            if (parameter.label().equals(name)) {
                if (!value.isNumber() || !parameter.allows(value.asDouble())) {
                    problems.add(name + " is " + value + "; allowed are " + parameter.range());
                } else {
                    numbers.put(parameter, value.asDouble());
                }
                return;
            }
        }
        List<String> known = new ArrayList<>();
        for (NumberParameter parameter : NumberParameter.values()) {
            known.add(parameter.label());
        }
        known.addAll(List.of(CLASS_WEIGHTS, BUDGETS, MASKED_INPUTS, SPLIT_BY, EXPOSURE));
        problems.add("there is no parameter " + name + "; there are " + String.join(", ", known));
    }

    private void readByLabel(String name, JsonNode value, double least, double most, Map<String, Double> into) {
        if (!value.isObject()) {
            problems.add(name + " is " + value + "; allowed is an object from label to number");
            return;
        }
        value.properties().forEach(entry -> {
            String label = entry.getKey();
            JsonNode number = entry.getValue();
            if (!Labels.all().contains(label)) {
                problems.add(name + " names '" + label + "'; allowed are " + String.join(", ", Labels.all()));
            } else if (!number.isNumber() || !(number.asDouble() >= least && number.asDouble() <= most)) {
                problems.add(name + " of " + label + " is " + number + "; allowed are numbers from " + least + " to "
                        + most);
            } else {
                into.put(label, number.asDouble());
            }
        });
    }

    private void readMasked(JsonNode value) {
        if (!value.isArray()) {
            problems.add(MASKED_INPUTS + " is " + value + "; allowed is a list of names");
            return;
        }
        for (JsonNode name : value) {
            if (ModelInputs.all().contains(name.asText())) {
                masked.add(name.asText());
            } else {
                problems.add(MASKED_INPUTS + " names " + name + "; allowed are features of docs/features.md, "
                        + ModelInputs.WINDOW_SIZE + " and " + ModelInputs.KEY_KIND);
            }
        }
        if (masked.size() == ModelInputs.count()) {
            problems.add(MASKED_INPUTS + " names every input; one must be left");
        }
    }

    private <E extends Enum<E>> E readConstant(String name, JsonNode value, E[] allowed, E otherwise) {
        for (E constant : allowed) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value.asText())) {
                return constant;
            }
        }
        List<String> names = Arrays.stream(allowed)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        problems.add(name + " is " + value + "; allowed are " + String.join(", ", names));
        return otherwise;
    }
}
