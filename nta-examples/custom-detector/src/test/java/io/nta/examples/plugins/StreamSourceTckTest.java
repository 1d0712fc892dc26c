package io.nta.examples.plugins;

import io.nta.spi.PacketSource;
import io.nta.tck.PacketSourceTck;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

class StreamSourceTckTest extends PacketSourceTck {
    private static final int FRAMES = 30;
    private static final int LENGTH = 60;
    private static final long TIME = 1_767_225_600_000_000_000L;

    private static StreamSource ending(int lastLength) {
        ByteBuffer stream = ByteBuffer.allocate((FRAMES + 1) * (12 + LENGTH));
        for (int i = 0; i < FRAMES; i++) {
            stream.putLong(TIME + i).putInt(LENGTH).put(new byte[LENGTH]);
        }
        stream.putLong(TIME).putInt(lastLength);
        return new StreamSource(new ByteArrayInputStream(stream.array()));
    }

    @Override
    protected PacketSource open() {
        return ending(0);
    }

    @Override
    protected int packetCount() {
        return FRAMES;
    }

    @Override
    protected Optional<PacketSource> openFailing() {
        return Optional.of(ending(-1));
    }
}
