package io.nta.spi;

/** Makes a {@link WindowAggregator}. Found by {@link java.util.ServiceLoader}; one class may be both. */
public interface WindowAggregatorProvider {
    /** Returns the name by which it is chosen. */
    String name();

    /** Creates it with the options of {@code config}. */
    WindowAggregator create(ProviderConfig config);
}
