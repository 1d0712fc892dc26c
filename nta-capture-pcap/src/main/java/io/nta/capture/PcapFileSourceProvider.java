package io.nta.capture;

import io.nta.NtaException;
import io.nta.spi.PacketSource;
import io.nta.spi.PacketSourceProvider;
import io.nta.spi.ProviderConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a {@link PcapFileSource}; its name is {@value #NAME}. Options: {@code file}, the capture, which is required; {@code max_frame_bytes} and {@code max_block_bytes}, see
 * {@link CaptureLimits}.
 */
public final class PcapFileSourceProvider implements PacketSourceProvider {
    /** The name by which it is chosen. */
    public static final String NAME = "pcap-file";

    /** For {@link java.util.ServiceLoader}. */
    public PcapFileSourceProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Opens the file and reads its header.
     *
     * @throws NtaException when that can't be done; its cause is what {@link PcapFileSource#open(Path)} throws
     */
    @Override
    public PacketSource create(ProviderConfig config) {
        String file = config.requiredText("file");
        CaptureLimits byDefault = CaptureLimits.DEFAULT;
        CaptureLimits limits = new CaptureLimits(
                config.integer("max_frame_bytes", byDefault.maxFrameBytes(), 1, CaptureLimits.LARGEST),
                config.integer(
                        "max_block_bytes",
                        byDefault.maxBlockBytes(),
                        CaptureLimits.SMALLEST_BLOCK_LIMIT,
                        CaptureLimits.LARGEST));
        config.verify();
        try {
            return PcapFileSource.open(Path.of(file), limits);
        } catch (IOException e) {
            throw new NtaException("The capture file can't be read: " + e.getMessage(), e);
        }
    }
}
