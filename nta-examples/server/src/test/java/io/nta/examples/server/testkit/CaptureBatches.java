package io.nta.examples.server.testkit;

import io.nta.capture.PcapFileSource;
import io.nta.packet.DecoderConfig;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSource;
import io.nta.wire.PacketBatch;
import io.nta.wire.PacketBatchJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The packets of a capture as an agent sends them. */
public final class CaptureBatches {
    private CaptureBatches() {}

    /** Returns the packets of a capture that hold IP or ARP, in its order. */
    public static List<PacketRecord> packets(Path capture) {
        List<PacketRecord> packets = new ArrayList<>();
        PacketDecoder decoder = new PacketDecoder(DecoderConfig.defaults());
        PacketView view = new PacketView();
        try (PacketSource source = PcapFileSource.open(capture)) {
            while (source.poll(
                            (time, linkType, buffer, offset, captured, wire, interfaceId) -> {
                                if (decoder.decode(time, linkType, buffer, offset, captured, wire, interfaceId, view)) {
                                    packets.add(PacketRecord.of(view, null, linkType));
                                }
                            },
                            1_024)
                    != PacketSource.END) {
                // Until the end.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packets;
    }

    /** Cuts packets into runs of about so many at most, none much longer than that many nanoseconds; packets of one time stay together, since nothing tells their order. */
    public static List<List<PacketRecord>> cut(List<PacketRecord> packets, int most, long nanos) {
        List<List<PacketRecord>> batches = new ArrayList<>();
        List<PacketRecord> batch = new ArrayList<>();
        for (PacketRecord packet : packets) {
            if (!batch.isEmpty()
                    && packet.timestampNanos() != batch.get(batch.size() - 1).timestampNanos()
                    && (batch.size() >= most
                            || packet.timestampNanos() - batch.get(0).timestampNanos() > nanos)) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(packet);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /** Returns a body. */
    public static byte[] body(String batchId, String agent, List<PacketRecord> packets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PacketBatchJson.write(new PacketBatch(batchId, agent, null, packets, 0, List.of()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Compresses a body. */
    public static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
