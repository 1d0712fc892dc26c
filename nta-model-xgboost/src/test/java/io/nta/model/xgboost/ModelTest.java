package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nta.NtaException;
import io.nta.model.xgboost.forest.Forest;
import io.nta.model.xgboost.forest.TrainedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static byte[] trees;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        trees = ModelFiles.trained().bytes("ubj");
    }

    @BeforeEach
    void write() {
        Model.write(folder, trees, ModelFiles.card());
    }

    private void edit(Consumer<ObjectNode> change) throws Exception {
        Path file = folder.resolve(Model.CARD_FILE);
        ObjectNode card = (ObjectNode) MAPPER.readTree(file.toFile());
        change.accept(card);
        MAPPER.writeValue(file.toFile(), card);
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> Model.open(folder))
                .isInstanceOf(NtaException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void whatWasWrittenIsOpened() {
        Model model = Model.open(folder);
        assertThat(model.card())
                .isEqualTo(ModelFiles.card().withSha256(model.card().sha256()));
        assertThat(model.labels()).isEqualTo(ModelFiles.LABELS);
        assertThat(model.inputs().names()).isEqualTo(ModelFiles.INPUTS);
        assertThat(model.forest().trees()).isEqualTo(30);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theCardIsTheJsonThatIsDocumented() throws Exception {
        String json = Files.readString(folder.resolve(Model.CARD_FILE));
        assertThat(MAPPER.readTree(json).fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "created",
                        "catalogue",
                        "features",
                        "inputs",
                        "labels",
                        "sha256",
                        "temperature",
                        "thresholds",
                        "usual",
                        "training",
                        "evaluation");
        assertThat(MAPPER.readTree(json).at("/thresholds/port_scan/180").toString())
                .isEqualTo("{\"alert\":0.9,\"hint\":0.5}");
        assertThat(MAPPER.readTree(json).at("/usual/SOURCE~15/packet_count").toString())
                .isEqualTo("[10.0,250.5]");
        assertThat(MAPPER.readTree(json).at("/features/1").toString())
                .isEqualTo("{\"name\":\"packet_rate_pps\",\"unit\":\"packets/s\"}");
    }

    @Test
    void probabilitiesAreTheSoftmaxOfMarginsOverTheTemperature() {
        Model model = Model.open(folder);
        float[] rows = TrainedModel.rows(10, 5, 1);
        float[] actual = new float[30];
        model.probabilities(rows, 10, actual);
        float[] expected = new float[30];
        model.forest().margins(rows, 10, expected);
        for (int i = 0; i < expected.length; i++) {
            expected[i] /= 1.5f;
        }
        Forest.softmax(expected, 10, 3);
        assertThat(actual).containsExactly(expected, within(1e-6f));
    }

    @Test
    void withoutResourcesNoModelIsBundled() {
        if (Model.class.getResource("default/card.json") == null) {
            assertThatThrownBy(Model::bundled)
                    .isInstanceOf(NtaException.class)
                    .hasMessageContainingAll("brings no model", "io/nta/model/xgboost/default/card.json", "nta train");
        } else {
            assertThat(Model.bundled().labels()).hasSize(9).startsWith("Normal");
        }
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Files.delete(folder.resolve(Model.TREES_FILE));
        refused("model.ubj and card.json", folder.resolve("model.ubj").toString());
        Files.delete(folder.resolve(Model.CARD_FILE));
        refused(folder.resolve("card.json").toString());
    }

    @Test
    void changedTreesAreRefused() throws Exception {
        byte[] other = trees.clone();
        other[other.length / 2]++;
        Files.write(folder.resolve(Model.TREES_FILE), other);
        refused("sha256: card.json says ", ModelChecks.sha256(other));
    }

    @Test
    void treesThatCannotBeScoredAreNotWritten(@TempDir Path other) {
        byte[] cut = Arrays.copyOf(trees, 100);
        assertThatThrownBy(() -> Model.write(other, cut, ModelFiles.card()))
                .isInstanceOf(NtaException.class)
                .hasMessageContainingAll("can't be scored: model.ubj: ", "learner");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void anotherCatalogueIsRefusedAndDifferencesAreNamed() throws Exception {
        edit(card -> {
            card.put("catalogue", "0123456789abcdef");
            ArrayNode features = (ArrayNode) card.get("features");
            features.remove(2);
            ((ObjectNode) features.get(0)).put("unit", "kilopackets");
            features.addObject().put("name", "old_feature").put("unit", "s");
        });
        refused(
                "the features 0123456789abcdef",
                "added: byte_count; missing: old_feature; changed: packet_count (kilopackets, now packets)");
    }

    @Test
    void aCatalogueWithOtherMeaningsIsRefused() throws Exception {
        edit(card -> card.put("catalogue", "0123456789abcdef"));
        refused("names and units are the same, so meanings changed");
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() throws Exception {
        edit(card -> {
            card.put("temperature", 0);
            ((ArrayNode) card.get("inputs")).set(0, "nonsense");
            ((ArrayNode) card.get("labels")).set(1, "port_sacn");
            ((ObjectNode) card.at("/thresholds/ssh_brute/30")).put("hint", 0.9);
            ((ObjectNode) card.at("/thresholds/ssh_brute")).remove("5");
            card.putObject("usual")
                    .putObject("SOURCE/7")
                    .putArray("rubbish")
                    .add(1)
                    .add(2);
        });
        refused(
                "temperature: is 0.0",
                "unknown inputs: nonsense",
                "labels: 'port_sacn' is neither Normal nor one of arp_spoof, ",
                "thresholds: 'port_sacn' has none",
                "thresholds: 'port_scan' is not the label of an attack of this model",
                "thresholds: 'ssh_brute' has them for windows of [30, 180] s, not of [5, 30, 180] s",
                "thresholds: 'ssh_brute/30' has alert 0.8 and hint 0.9",
                "usual: 'SOURCE/7' is none of SOURCE/180, SOURCE/30, SOURCE/5, TARGET/180",
                "names unknown features: rubbish");
    }

    @Test
    void otherNumbersOfInputsAndClassesThanTheTreesHaveAreRefused() throws Exception {
        edit(card -> {
            ((ArrayNode) card.get("inputs")).remove(4);
            ((ArrayNode) card.get("labels")).remove(2);
            ((ObjectNode) card.get("thresholds")).remove("ssh_brute");
        });
        refused("model.ubj has 5 inputs, but card.json names 4", "model.ubj has 3 classes, but card.json names 2");
    }

    @Test
    void aMisspeltOrMissingFieldOfTheCardIsNamed() throws Exception {
        edit(card -> card.put("tempreature", 1));
        refused("card.json", "tempreature");
        write();
        edit(card -> card.remove("temperature"));
        refused("card.json", "temperature");
        write();
        edit(card -> card.putNull("labels"));
        refused("card.json", "labels");
    }

    @Test
    void aCardThatIsNoJsonIsRefused() throws Exception {
        Files.writeString(folder.resolve(Model.CARD_FILE), "{\n\"name\": oops}", StandardCharsets.UTF_8);
        refused("card.json can't be read: ", "line 2");
    }
}
