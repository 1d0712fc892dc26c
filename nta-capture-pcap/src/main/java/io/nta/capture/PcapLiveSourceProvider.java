package io.nta.capture;

import io.nta.NtaException;
import io.nta.spi.PacketSource;
import io.nta.spi.PacketSourceProvider;
import io.nta.spi.ProviderConfig;
import java.time.Duration;

/**
 * Makes a {@link PcapLiveSource}; its name is {@value #NAME}. Options: {@code interfaces}, as {@link LiveInterface#choose(String)} takes them, which is required; {@code filter},
 * {@code snap_length}, {@code promiscuous}, {@code buffer_bytes} and {@code read_timeout}, see {@link LiveConfig}.
 */
public final class PcapLiveSourceProvider implements PacketSourceProvider {
    /** The name by which it is chosen. */
    public static final String NAME = "pcap-live";

    /** For {@link java.util.ServiceLoader}. */
    public PcapLiveSourceProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Starts to capture.
     *
     * @throws NtaException when that can't be done; its cause is a {@link LiveCaptureException}, whose message says what to do
     */
    @Override
    public PacketSource create(ProviderConfig config) {
        String interfaces = config.requiredText("interfaces");
        LiveConfig byDefault = LiveConfig.defaults();
        LiveConfig live = new LiveConfig(
                config.text("filter").orElse(null),
                config.integer(
                        "snap_length", byDefault.snapLength(), LiveConfig.MIN_SNAP_LENGTH, LiveConfig.MAX_SNAP_LENGTH),
                config.bool("promiscuous", byDefault.promiscuous()),
                config.integer(
                        "buffer_bytes",
                        byDefault.bufferBytes(),
                        LiveConfig.MIN_BUFFER_BYTES,
                        LiveConfig.MAX_BUFFER_BYTES),
                config.duration(
                        "read_timeout", byDefault.readTimeout(), Duration.ofMillis(1), LiveConfig.MAX_READ_TIMEOUT));
        config.verify();
        try {
            return PcapLiveSource.open(LiveInterface.choose(interfaces), live);
        } catch (LiveCaptureException e) {
            throw new NtaException(String.valueOf(e.getMessage()), e);
        }
    }
}
