package io.nta.spi;

/** Makes a {@link PacketSource}. Found by {@link java.util.ServiceLoader}; one class may be both. */
public interface PacketSourceProvider {
    /** Returns the name by which it is chosen. */
    String name();

    /** Creates it with the options of {@code config}. */
    PacketSource create(ProviderConfig config);
}
