package io.nta.spi;

/** Makes a {@link FeatureStore}. Found by {@link java.util.ServiceLoader}; one class may be both. */
public interface FeatureStoreProvider {
    /** Returns the name by which it is chosen. */
    String name();

    /** Creates it with the options of {@code config}. */
    FeatureStore create(ProviderConfig config);
}
