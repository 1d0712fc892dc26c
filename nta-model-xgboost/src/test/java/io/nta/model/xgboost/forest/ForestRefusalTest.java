package io.nta.model.xgboost.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be scored, or isn't sound, is refused when it is read, by the name of the field. */
class ForestRefusalTest {
    private static final String MODEL = "/learner/gradient_booster/model";

    private static void refused(SampleModel model, String... parts) {
        for (byte[] file : new byte[][] {model.json(), model.ubj()}) {
            assertThatThrownBy(() -> Forest.read(file))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContainingAll(parts);
        }
    }

    @Test
    void theSampleItselfIsReadAlikeFromBothFormats() throws Exception {
        float[] rows = TrainedModel.extremeRows(100, SampleModel.INPUTS, 1);
        float[] json = new float[100 * SampleModel.CLASSES];
        float[] ubj = new float[100 * SampleModel.CLASSES];
        Forest.read(new SampleModel().json()).margins(rows, 100, json);
        Forest.read(new SampleModel().ubj()).margins(rows, 100, ubj);
        assertThat(ubj).containsExactly(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /learner/gradient_booster/name                    | "dart"              | is 'dart', but only gbtree
            /learner/gradient_booster/name                    | "gblinear"          | is 'gblinear', but only gbtree
            /learner/gradient_booster/name                    | 3                   | must be a string
            /learner/gradient_booster/gbtree                  | {}                  | belongs to dart
            /learner/objective/name                           | "rank:pairwise"     | is 'rank:pairwise', but only multi:softprob
            /learner/objective/name                           | "binary:logistic"   | num_class: is 3, but the objective has one output
            /learner/learner_model_param/base_score           | "NaN"               | is 'NaN', not a finite number
            /learner/learner_model_param/base_score           | "[1E0,2E0,3E0]"     | is '[1E0,2E0,3E0]', not a finite number
            /learner/learner_model_param/num_class            | "0"                 | missing or 0
            /learner/learner_model_param/num_class            | "2000000000"        | is '2000000000', not a whole number from 0 to 1024
            /learner/learner_model_param/num_feature          | "2000000000"        | is '2000000000', not a whole number from 0 to 32767
            /learner/learner_model_param/num_feature          | "-1"                | is '-1'
            /learner/learner_model_param/num_target           | "2"                 | only models with one target
            /learner/gradient_booster/model/tree_info         | [0, 1]              | has 2 elements for 3 trees
            /learner/gradient_booster/model/tree_info         | [0, 1, 3]           | tree 2 is of class 3, but there are 3
            /learner/gradient_booster/model/tree_info         | [0, 1, -1]          | tree 2 is of class -1
            /learner/gradient_booster/model/trees             | {}                  | must be
            /learner/gradient_booster/model/trees             | [1]                 | must be
            /learner                                          | []                  | must be an object
            """)
    void aModelThatCannotBeScoredIsRefused(String pointer, String json, String message) {
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        refused(new SampleModel().with(pointer, json), message.startsWith("num_class") ? "" : field, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            left_children    | [1, 3, -1, -1]          | right_children: has 5 elements, but left_children has 4
            left_children    | []                      | left_children: a tree has at least one node
            left_children    | [1, 5, -1, -1, -1]      | left_children: node 1 has the child 5 in a tree of 5 nodes
            left_children    | [1, 2147483647, -1, -1, -1] | left_children: node 1 has the child 2147483647
            left_children    | [1, 0, -1, -1, -1]      | left_children: node 0 is reached twice
            left_children    | [1, 1, -1, -1, -1]      | left_children: node 1 is reached twice
            left_children    | [1, 4, -1, -1, -1]      | right_children: node 4 is reached twice
            left_children    | [-1, 3, -1, -1, -1]     | right_children: node 0 has a right child and no left one
            left_children    | [1.5, 3, -1, -1, -1]    | left_children
            left_children    | ~"x"~                   | left_children: must be
            right_children   | [2, -1, -1, -1, -1]     | right_children: node 1 has the child -1
            split_indices    | [1, 4, 0, 0, 0]         | split_indices: node 1 asks about input 4 of 4
            split_indices    | [1, -1, 0, 0, 0]        | split_indices: node 1 asks about input -1
            split_indices    | [1, 3]                  | split_indices: has 2 elements
            split_conditions | [0.5, 1.5]              | split_conditions: has 2 elements
            default_left     | [2, 0, 0, 0, 0]         | default_left: node 0 has 2, not 0 or 1
            default_left     | []                      | default_left: has 0 elements
            sum_hessian      | [10, -6, 4, 2, 4]       | sum_hessian: node 1 has -6.0
            sum_hessian      | []                      | sum_hessian: has 0 elements
            split_type       | [0, 1, 0, 0, 0]         | split_type: has a categorical split
            tree_param       | {"size_leaf_vector": "3"} | size_leaf_vector: is '3', but only leaves with one value
            """)
    void aTreeThatIsNoneIsRefused(String field, String json, String message) {
        refused(new SampleModel().tree(field, json), "learner.gradient_booster.model.trees[1].", message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/learner/gradient_booster/name",
                "/learner/objective/name",
                "/learner/learner_model_param/base_score",
                "/learner/learner_model_param/num_feature",
                "/learner/learner_model_param/num_class",
                MODEL + "/tree_info",
                MODEL + "/trees/2/left_children",
                MODEL + "/trees/2/right_children",
                MODEL + "/trees/2/split_indices",
                MODEL + "/trees/2/split_conditions",
                MODEL + "/trees/2/default_left",
                MODEL + "/trees/2/sum_hessian"
            })
    void aMissingFieldIsNamed(String pointer) {
        refused(
                new SampleModel().without(pointer),
                pointer.substring(1).replace("trees/2/", "trees[2].").replace('/', '.') + ": is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void aLeafWithoutAFiniteValueIsRefused(String value) {
        byte[] file = text(new SampleModel()).replace("0.001", value).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Forest.read(file))
                .hasMessageContaining("split_conditions: leaf 4 has the value " + value);
    }

    @Test
    void aThresholdMayBeInfiniteButNotNaN() throws Exception {
        String json = text(new SampleModel());
        Forest.read(json.replace("-1.5", "-Infinity").getBytes(StandardCharsets.UTF_8));
        byte[] file = json.replace("-1.5", "NaN").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Forest.read(file)).hasMessageContaining("node 1 has the threshold NaN");
    }

    private static String text(SampleModel model) {
        return new String(model.json(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/learner/gradient_booster/name",
                "/learner/objective/name",
                "/learner/learner_model_param/base_score",
                "/learner/learner_model_param/num_class",
                MODEL + "/trees/1/tree_param/size_leaf_vector"
            })
    void aRefusalQuotesOnlyTheBeginningOfALongText(String pointer) {
        SampleModel model = new SampleModel().with(pointer, '"' + "x".repeat(5_000) + '"');
        refused(model, "is '" + "x".repeat(80) + "…'");
        assertThatThrownBy(() -> Forest.read(model.ubj()))
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(1_000);
    }

    @Test
    void aRefusalNamesOnlyTheEndOfALongPath() {
        String name = '"' + "x".repeat(100) + "\":";
        String nested = ("{" + name).repeat(70) + "0" + "}".repeat(70);
        assertThatThrownBy(() -> Forest.read(
                        new SampleModel().with("/learner/attributes", nested).ubj()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageEndingWith("x: is nested deeper than 64")
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(1_000);
    }

    @Test
    void aRefusalOfJsonQuotesOnlyTheBeginningOfALongNumber() {
        byte[] file = text(new SampleModel())
                .replace("\"tree_info\":[0,1,2]", "\"tree_info\":[" + "9".repeat(999) + "]")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Forest.read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tree_info: not sound JSON")
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(1_000);
    }

    @Test
    void aTreeDeeperThanTheLimitIsRefused() {
        assertThat(new int[] {TreeTable.DEEPEST}).containsExactly(64);
        refused(SampleModel.chain(65), "trees[1].left_children: the tree is deeper than 64 levels");
    }

    @Test
    void aTreeAsDeepAsTheLimitIsScored() throws Exception {
        Forest forest = Forest.read(SampleModel.chain(64).ubj());
        assertThat(forest.depth()).isEqualTo(64);
        forest.margins(new float[SampleModel.INPUTS], 1, new float[SampleModel.CLASSES]);
        new TreeShap(forest).contributions(new float[SampleModel.INPUTS], 1, new double[SampleModel.INPUTS + 1]);
    }

    @Test
    void aCutFileIsRefusedWhereverItIsCut() {
        for (byte[] file : new byte[][] {new SampleModel().json(), new SampleModel().ubj()}) {
            for (int length = 0; length < file.length; length++) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThatThrownBy(() -> Forest.read(cut))
                        .as("%d bytes", length)
                        .isInstanceOf(ModelFormatException.class);
            }
        }
    }

    @Test
    void whatFollowsTheModelIsRefused() {
        for (byte[] file : new byte[][] {new SampleModel().json(), new SampleModel().ubj()}) {
            byte[] longer = Arrays.copyOf(file, file.length + 1);
            longer[file.length] = '{';
            assertThatThrownBy(() -> Forest.read(longer)).isInstanceOf(ModelFormatException.class);
        }
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThatThrownBy(() -> Forest.read(new byte[0])).hasMessageContaining("must begin with '{'");
        assertThatThrownBy(() -> Forest.read("binf\0\0\0".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("must begin with '{'");
        assertThatThrownBy(() -> Forest.read("{}".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ModelFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"d,1000000000", "L,9223372036854775807", "U,-1", "Z,4", "N,2147483647", "T,100"})
    void aLengthThatTheFileDoesNotHaveAllocatesNothing(char type, long length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (String name : new String[] {"learner", "gradient_booster", "model", "tree_info"}) {
            out.writeBytes("{L");
            out.writeLong(name.length());
            out.writeBytes(name);
        }
        out.writeBytes("[$" + type + "#L");
        out.writeLong(length);
        assertThatThrownBy(() -> Forest.read(bytes.toByteArray()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("learner.gradient_booster.model.tree_info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[", "{L\0\0\0\0\0\0\0\001a", "{i\001a["})
    void deepNestingIsRefused(String opening) {
        String first = opening.startsWith("[") ? "{\"a\":" : opening;
        byte[] file = (first + opening.repeat(100_000)).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Forest.read(file)).isInstanceOf(ModelFormatException.class);
    }
}
