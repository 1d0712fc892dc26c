package io.nta.model.xgboost.forest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's fields, in whatever order they come. What it doesn't know is skipped where it can't change a score, and refused
 * where it can.
 */
final class ForestReader {
    private static final String TREES = "learner.gradient_booster.model.trees";
    private static final String LEARNER = "learner.learner_model_param.";
    private static final int MOST_CLASSES = 1024;

    private final ModelDocument document;
    private final List<TreeReader> trees = new ArrayList<>();
    private int @Nullable [] classOf;
    private @Nullable String booster;
    private @Nullable Objective objective;
    private @Nullable Float baseScore;
    private int inputs = -1;
    private int classes = -1;

    private ForestReader(ModelDocument document) {
        this.document = document;
    }

    /** Reads a whole model. */
    static Forest read(ModelDocument document) throws ModelFormatException {
        ForestReader reader = new ForestReader(document);
        document.object(reader::model);
        document.end();
        return reader.build();
    }

    private void model(String field) throws ModelFormatException {
        if (field.equals("learner")) {
            document.object(this::learner);
        } else {
            document.skip();
        }
    }

    private void learner(String field) throws ModelFormatException {
        switch (field) {
            case "gradient_booster" -> document.object(this::booster);
            case "learner_model_param" -> document.object(this::parameter);
            case "objective" -> document.object(this::objective);
            default -> document.skip();
        }
    }

    private void booster(String field) throws ModelFormatException {
        switch (field) {
            case "name" -> {
                booster = document.text();
                if (!booster.equals("gbtree")) {
                    throw document.wrong("is " + FieldPath.quote(booster) + ", but only gbtree can be scored");
                }
            }
            case "model" -> document.object(this::treeModel);
            // dart puts its gbtree in here.
            case "gbtree", "weight_drop" -> throw document.wrong("belongs to dart, but only gbtree can be scored");
            default -> document.skip();
        }
    }

    private void treeModel(String field) throws ModelFormatException {
        switch (field) {
            case "trees" -> {
                trees.clear();
                document.array(index -> {
                    TreeReader tree = new TreeReader(document);
                    document.object(tree::field);
                    trees.add(tree);
                });
            }
            case "tree_info" -> classOf = document.ints();
            default -> document.skip();
        }
    }

    private void parameter(String field) throws ModelFormatException {
        switch (field) {
            case "base_score" -> baseScore = score(document.text());
            case "num_class" -> classes = whole(document.text(), MOST_CLASSES);
            case "num_feature" -> inputs = whole(document.text(), PackedNode.MOST_INPUTS);
            case "num_target" -> {
                if (whole(document.text(), MOST_CLASSES) > 1) {
                    throw document.wrong("only models with one target can be scored");
                }
            }
            default -> document.skip();
        }
    }

    private void objective(String field) throws ModelFormatException {
        if (!field.equals("name")) {
            document.skip();
            return;
        }
        String name = document.text();
        objective = Objective.of(name);
        if (objective == null) {
            throw document.wrong("is " + FieldPath.quote(name)
                    + ", but only multi:softprob, multi:softmax, binary:logistic and reg:squarederror can be scored");
        }
    }

    private int whole(String text, int most) throws ModelFormatException {
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The same complaint.
        }
        throw document.wrong("is " + FieldPath.quote(text) + ", not a whole number from 0 to " + most);
    }

    private float score(String text) throws ModelFormatException {
        // Since 3.1 a list, of one where there is one for all classes.
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        try {
            float value = Float.parseFloat(plain);
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The same complaint.
        }
        throw document.wrong("is " + FieldPath.quote(text) + ", not a finite number");
    }

    private static ModelFormatException missing(String field) {
        return new ModelFormatException(field + ": is missing");
    }

    private Forest build() throws ModelFormatException {
        if (booster == null) {
            throw missing("learner.gradient_booster.name");
        }
        if (objective == null) {
            throw missing("learner.objective.name");
        }
        if (baseScore == null) {
            throw missing(LEARNER + "base_score");
        }
        if (inputs < 0) {
            throw missing(LEARNER + "num_feature");
        }
        if (classOf == null) {
            throw missing("learner.gradient_booster.model.tree_info");
        }
        if (classOf.length != trees.size()) {
            throw new ModelFormatException("learner.gradient_booster.model.tree_info: has " + classOf.length
                    + " elements for " + trees.size() + " trees");
        }
        int outputs = outputs(objective);
        for (int i = 0; i < classOf.length; i++) {
            if (classOf[i] < 0 || classOf[i] >= outputs) {
                throw new ModelFormatException("learner.gradient_booster.model.tree_info: tree " + i + " is of class "
                        + classOf[i] + ", but there are " + outputs);
            }
        }
        float margin = objective.margin(baseScore);
        if (!Float.isFinite(margin)) {
            throw new ModelFormatException(LEARNER + "base_score: is " + baseScore + ", not between 0 and 1");
        }
        List<TreeTable> tables = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            tables.add(trees.get(i).table(TREES + "[" + i + "]", inputs));
        }
        return PackedNode.pack(tables, classOf, inputs, outputs, margin);
    }

    private int outputs(Objective known) throws ModelFormatException {
        if (!known.multiclass()) {
            if (classes > 1) {
                throw new ModelFormatException(
                        LEARNER + "num_class: is " + classes + ", but the objective has one output");
            }
            return 1;
        }
        if (classes < 1) {
            throw new ModelFormatException(LEARNER + "num_class: is missing or 0, but the objective has classes");
        }
        return classes;
    }
}
