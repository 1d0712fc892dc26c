package io.nta.spi;

/** Makes a {@link Detector}. Found by {@link java.util.ServiceLoader}; one class may be both. */
public interface DetectorProvider {
    /** Returns the name by which it is chosen. */
    String name();

    /** Creates a detector with the options of {@code config}. */
    Detector create(ProviderConfig config);
}
