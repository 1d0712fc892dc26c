package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch's own thread would look tomorrow for the first time; the tests look themselves. */
class ModelFolderWatchTest {
    private static final List<FeatureVector> SCAN =
            List.of(MadeRow.source("10.0.0.1", 5).with(HandMade.TARGETS, 35).row());

    @TempDir
    Path folder;

    private Model first;
    private ModelFolderWatch watch;
    private int changes;

    @BeforeEach
    void open() {
        // It doesn't take 35 targets for a scan; the usual one does.
        model(0.95, 40).write(folder);
        watch = ModelFolderWatch.of(folder, CanaryTest.rows(), Duration.ofDays(1));
        first = watch.model();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static HandMade model(double probability, float targets) {
        return new HandMade(HandMade.TARGETS, HandMade.FAILURES)
                .steps("port_scan", HandMade.TARGETS, Map.of(targets, probability))
                .steps("ssh_brute", HandMade.FAILURES, Map.of(10f, 0.97));
    }

    /** Looks, as if the files had been written some time after those before: clocks of file systems are coarse. */
    private void look() throws IOException {
        changes++;
        Instant later = Instant.parse("2030-01-01T00:00:00Z").plusSeconds(changes);
        for (String name : List.of(Model.TREES_FILE, Model.CARD_FILE)) {
            if (Files.exists(folder.resolve(name))) {
                Files.setLastModifiedTime(folder.resolve(name), FileTime.from(later));
            }
        }
        watch.look();
    }

    private void stays() throws IOException {
        look();
        assertThat(watch.model()).isSameAs(first);
    }

    @Test
    void aFolderWithoutAModelIsRefusedAtOnce(@TempDir Path empty) {
        assertThatThrownBy(() -> ModelFolderWatch.of(empty, CanaryTest.rows(), Duration.ofDays(1)))
                .isInstanceOf(NtaException.class);
    }

    @Test
    void whereNothingChangedTheModelStays() {
        watch.look();
        assertThat(watch.model()).isSameAs(first);
    }

    @Test
    void aGoodModelTakesThePlaceOfTheOneInUse() throws Exception {
        XgboostDetector detector = new XgboostDetector(watch);
        assertThat(detector.score(SCAN)).isEmpty();
        Model next = model(0.95, 30).write(folder);
        look();
        assertThat(watch.model()).isNotSameAs(first);
        assertThat(watch.model().card()).isEqualTo(next.card());
        assertThat(detector.score(SCAN)).hasSize(1);
    }

    @Test
    void aModelThatIsOnlyHalfWrittenIsTakenWhenItIsWhole() throws Exception {
        byte[] card = Files.readAllBytes(folder.resolve(Model.CARD_FILE));
        model(0.95, 30).write(folder);
        byte[] newCard = Files.readAllBytes(folder.resolve(Model.CARD_FILE));
        Files.write(folder.resolve(Model.CARD_FILE), card);
        stays();
        Files.write(folder.resolve(Model.CARD_FILE), newCard);
        look();
        assertThat(watch.model()).isNotSameAs(first);
    }

    @Test
    void treesThatCannotBeReadAreLeft() throws Exception {
        String trees = "{\"learner\": 1}";
        Files.writeString(folder.resolve(Model.TREES_FILE), trees);
        Path card = folder.resolve(Model.CARD_FILE);
        String hash = ModelChecks.sha256(trees.getBytes(StandardCharsets.UTF_8));
        Files.writeString(card, Files.readString(card).replace(first.card().sha256(), hash));
        stays();
    }

    @Test
    void aModelOfAnotherCatalogueIsLeft() throws Exception {
        model(0.95, 30).write(folder);
        Path card = folder.resolve(Model.CARD_FILE);
        Files.writeString(card, Files.readString(card).replace(first.card().catalogue(), "0123456789abcdef"));
        stays();
    }

    @Test
    void aModelWithAnotherHashThanItsCardSaysIsLeft() throws Exception {
        Path trees = folder.resolve(Model.TREES_FILE);
        Files.writeString(trees, Files.readString(trees) + " ");
        stays();
    }

    @Test
    void aModelThatFailsTheCanaryIsLeft() throws Exception {
        model(0.95, 1_000).write(folder);
        stays();
    }

    @Test
    void aFolderThatIsEmptiedChangesNothing() throws Exception {
        Files.delete(folder.resolve(Model.TREES_FILE));
        Files.delete(folder.resolve(Model.CARD_FILE));
        stays();
    }

    @Test
    void aModelThatFailsInUseGivesWayToItsPredecessor() throws Exception {
        Canary nothing = new Canary(new LabelledRows.Builder().build());
        try (ModelFolderWatch lenient = ModelFolderWatch.of(folder, nothing, Duration.ofDays(1))) {
            Model before = lenient.model();
            XgboostDetector detector = new XgboostDetector(lenient);
            HandMade.readingTheLastFeature().write(folder);
            lenient.look();
            Model failing = lenient.model();
            assertThat(failing).isNotSameAs(before);
            List<FeatureVector> rows = List.of(XgboostDetectorTest.unreadable());
            assertThat(detector.score(rows)).isEmpty();
            assertThat(lenient.model()).isSameAs(before);
            lenient.look();
            assertThat(lenient.model())
                    .as("it isn't tried again while the folder stays")
                    .isSameAs(before);
        }
    }

    @Test
    void aModelWithoutAPredecessorStaysAndItsFailureIsTold() {
        assertThat(watch.rollBack(first, new IllegalStateException("test"))).isFalse();
        assertThat(watch.model()).isSameAs(first);
    }

    @Test
    void theFailureOfAModelThatIsNoLongerInUseChangesNothing() throws Exception {
        model(0.95, 30).write(folder);
        look();
        Model next = watch.model();
        assertThat(watch.rollBack(first, new IllegalStateException("test"))).isTrue();
        assertThat(watch.model()).isSameAs(next);
    }
}
