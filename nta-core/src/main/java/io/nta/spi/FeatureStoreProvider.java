package io.nta.spi;

/**
 * Makes a {@link FeatureStore}. Found by {@link java.util.ServiceLoader}; one class may be both.
 *
 * <p>Its constructor does nothing slow: every provider of the class path is instantiated to learn its name, and a new instance for each creation.
 */
public interface FeatureStoreProvider {
    /** Returns the name by which it is chosen: the same at each call, not blank, without blanks, commas and colons, and no other store's. */
    String name();

    /**
     * Creates a store with the options of {@code config}.
     *
     * @throws io.nta.NtaException when it can't be created for a reason that the user can act on; anything else that is thrown is reported with this class
     *     and its jar. Wrong options need no check here, see {@link ProviderConfig}
     */
    FeatureStore create(ProviderConfig config);
}
