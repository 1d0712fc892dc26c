package io.nta.feature;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The one table of features. Database columns, model inputs, CSV headers, docs/features.md and the {@link #fingerprint()} come from it.
 *
 * <p>The first {@value #BASE_COUNT} features and their order are a public contract; others are appended.
 */
public final class FeatureCatalogue {
    /** How many features the public contract fixes. */
    public static final int BASE_COUNT = 63;

    private static final List<Feature> FEATURES = collect();
    private static final ImmutableMap<String, Integer> INDEX = index();
    private static final String FINGERPRINT = computeFingerprint();

    private static final ReadPlan PLAN = new ReadPlan(FEATURES);

    private FeatureCatalogue() {}

    private static List<Feature> collect() {
        List<Feature> all = new ArrayList<>();
        all.addAll(GenericFeatures.ALL);
        all.addAll(TcpFeatures.ALL);
        all.addAll(LoginFeatures.ALL);
        all.addAll(ArpFeatures.ALL);
        all.addAll(DnsFeatures.ALL);
        all.addAll(SlowlorisFeatures.ALL);
        all.addAll(PortFeatures.ALL);
        all.addAll(ExtensionFeatures.ALL);
        return List.copyOf(all);
    }

    private static ImmutableMap<String, Integer> index() {
        ImmutableMap.Builder<String, Integer> index = ImmutableMap.builder();
        for (int i = 0; i < FEATURES.size(); i++) {
            index.put(FEATURES.get(i).name(), i);
        }
        return index.buildOrThrow();
    }

    private static String computeFingerprint() {
        StringBuilder text = new StringBuilder();
        for (Feature feature : FEATURES) {
            text.append(feature.name())
                    .append('\t')
                    .append(feature.unit().symbol())
                    .append('\t')
                    .append(feature.meaning())
                    .append('\n');
        }
        return Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    /** Returns all features, in order. */
    public static List<Feature> features() {
        return FEATURES;
    }

    /** Returns how many features there are. */
    public static int size() {
        return FEATURES.size();
    }

    /**
     * Returns the position of the feature of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static int indexOf(String name) {
        Integer index = INDEX.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no feature is named '" + name + "'; see docs/features.md");
        }
        return index;
    }

    /** Returns 16 hexadecimal digits that change when a name, a unit, a meaning or the order changes: stored with rows and models. */
    public static String fingerprint() {
        return FINGERPRINT;
    }

    /** Reads all features of {@code state}, in order, into a new array. */
    public static double[] read(WindowState state) {
        RowValues values = new RowValues(PLAN.size());
        PLAN.read(state, values);
        return values.all();
    }

    /** Reads all features of {@code state} into {@code values}, which are clear. */
    static void read(WindowState state, RowValues values) {
        PLAN.read(state, values);
    }
}
