package io.nta.model.xgboost;

import com.google.common.base.Suppliers;
import io.nta.NtaException;
import io.nta.model.xgboost.forest.Forest;
import io.nta.model.xgboost.forest.ModelFormatException;
import io.nta.model.xgboost.rows.ModelInputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;

/**
 * A model that may be used: its trees, and a card that belongs to them and to this version of nta. Data only: nothing in a model's files
 * is executed or deserialised into objects of the file's choosing. Immutable and safe for any number of threads.
 *
 * <p>A model's folder holds {@value #TREES_FILE}, as XGBoost saves it, and {@value #CARD_FILE}.
 */
public final class Model {
    /** The trees, in XGBoost's UBJ (or JSON, which is told by its first bytes). */
    public static final String TREES_FILE = "model.ubj";
    /** The card. */
    public static final String CARD_FILE = "card.json";

    private static final String BUNDLED = "default/";
    private static final Supplier<Model> BUNDLED_MODEL = Suppliers.memoize(Model::readBundled);
    private static final int LARGEST_TREES = 512 << 20;
    private static final int LARGEST_CARD = 16 << 20;

    private final ModelCard card;
    private final Forest forest;
    private final ModelInputs inputs;

    private Model(ModelCard card, Forest forest) {
        this.card = card;
        this.forest = forest;
        this.inputs = ModelInputs.of(card.inputs());
    }

    /**
     * Returns the model that this jar brings; read once.
     *
     * @throws NtaException if it brings none, or one that doesn't fit
     */
    public static Model bundled() {
        return BUNDLED_MODEL.get();
    }

    /** Complains, as {@link #bundled} would, if the jar brings no model, without reading it. */
    static void requireBundled() {
        for (String file : List.of(CARD_FILE, TREES_FILE)) {
            if (Model.class.getResource(BUNDLED + file) == null) {
                throw noResource(file);
            }
        }
    }

    private static NtaException noResource(String name) {
        return new NtaException(
                "This build of nta-model-xgboost brings no model (there is no resource io/nta/model/xgboost/" + BUNDLED
                        + name + "): train one (nta train) and give its folder");
    }

    private static Model readBundled() {
        byte[] card = resource(CARD_FILE);
        byte[] trees = resource(TREES_FILE);
        return check("bundled with nta-model-xgboost", CardJson.read(card, "bundled with nta-model-xgboost"), trees);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Model.class.getResourceAsStream(BUNDLED + name)) {
            if (in == null) {
                throw noResource(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new NtaException("The bundled model can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the model in a folder.
     *
     * @throws NtaException if a file is missing, can't be read or is larger than a model is; if the trees can't be scored; or if trees, card
     *     and catalogue don't belong together. Names all that is wrong.
     */
    public static Model open(Path folder) {
        byte[] card = file(folder.resolve(CARD_FILE), LARGEST_CARD);
        byte[] trees = file(folder.resolve(TREES_FILE), LARGEST_TREES);
        return check(
                "in " + folder, CardJson.read(card, folder.resolve(CARD_FILE).toString()), trees);
    }

    private static byte[] file(Path file, int largest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest);
            if (in.read() >= 0) {
                throw new NtaException("The model's file " + file + " is larger than " + (largest >> 20) + " MB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new NtaException(
                    "A model's folder has " + TREES_FILE + " and " + CARD_FILE + ", but there is no " + file, e);
        } catch (IOException e) {
            throw new NtaException("The model's file " + file + " can't be read: " + e, e);
        }
    }

    private static Model check(String where, ModelCard card, byte[] trees) {
        // First the card: what a file that isn't the card's holds is of no interest.
        complain(where, ModelChecks.of(card, trees));
        Forest forest;
        try {
            forest = Forest.read(trees);
        } catch (ModelFormatException e) {
            throw new NtaException("The model " + where + " can't be scored: " + TREES_FILE + ": " + e.getMessage(), e);
        }
        complain(where, ModelChecks.of(card, forest));
        return new Model(card, forest);
    }

    private static void complain(String where, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new NtaException("The model " + where + " can't be used:\n  " + String.join("\n  ", problems));
        }
    }

    /**
     * Returns a model that was not read from files.
     *
     * @param trees as XGBoost saves them
     * @param card what to say of them; its {@code sha256} is replaced
     * @throws NtaException if they don't belong together; names all that is wrong
     */
    public static Model of(byte[] trees, ModelCard card) {
        return check("named " + card.name(), card.withSha256(ModelChecks.sha256(trees)), trees);
    }

    /**
     * Writes a model's folder, and makes it if there is none. The card gets the trees' hash. Each file appears whole or not at all, the
     * card last; whoever opens the folder in between finds that they don't belong together.
     *
     * @param folder where to
     * @param ubj the trees as XGBoost saves them
     * @param card what to say of them; its {@code sha256} is replaced
     * @return the model, as {@link #open} would return it
     * @throws NtaException if the model couldn't be opened afterwards, in which case nothing is written; or if writing fails
     */
    public static Model write(Path folder, byte[] ubj, ModelCard card) {
        ModelCard hashed = card.withSha256(ModelChecks.sha256(ubj));
        Model model = check("for " + folder, hashed, ubj);
        try {
            Files.createDirectories(folder);
            replace(folder.resolve(TREES_FILE), ubj);
            replace(folder.resolve(CARD_FILE), CardJson.write(hashed));
        } catch (IOException e) {
            throw new NtaException("The model can't be written to " + folder + ": " + e, e);
        }
        return model;
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns what is known of it. */
    public ModelCard card() {
        return card;
    }

    /** Returns its trees. */
    public Forest forest() {
        return forest;
    }

    /** Returns what of a row it reads. */
    public ModelInputs inputs() {
        return inputs;
    }

    /** Returns its classes, in the order of probabilities. */
    public List<String> labels() {
        return card.labels();
    }

    /**
     * Computes calibrated probabilities: softmax of the margins divided by the card's temperature. Allocates nothing for a row.
     *
     * @param rows {@code count × inputs().size()} as {@link ModelInputs#read} writes them
     * @param count how many rows
     * @param probabilities receives {@code count × labels().size()}, 0 to 1, each row's adding up to 1
     * @throws IllegalArgumentException if an array is too short
     */
    public void probabilities(float[] rows, int count, float[] probabilities) {
        forest.margins(rows, count, probabilities);
        probabilities(probabilities, count, forest.classes(), card.temperature());
    }

    /**
     * Turns margins into calibrated probabilities, in place.
     *
     * @param margins {@code count × classes}, row after row; finite
     * @param temperature above 0
     * @throws IllegalArgumentException if the array is too short
     */
    public static void probabilities(float[] margins, int count, int classes, double temperature) {
        float factor = (float) (1 / temperature);
        for (int i = 0; i < count * classes; i++) {
            margins[i] *= factor;
        }
        Forest.softmax(margins, count, classes);
    }

    @Override
    public String toString() {
        return card.name() + " (" + card.created() + "): " + forest;
    }
}
