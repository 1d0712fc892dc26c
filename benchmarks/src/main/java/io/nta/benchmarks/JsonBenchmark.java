package io.nta.benchmarks;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.wire.AlertJson;
import io.nta.wire.PacketBatch;
import io.nta.wire.PacketBatchJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Packets and alerts as JSON: a batch of 1 000 packets with their frames, out and in, each figure for one packet; one alert out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonBenchmark {
    private static final int PACKETS = 1_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PacketBatchJson reader = new PacketBatchJson();
    private PacketBatch batch;
    private byte[] json;
    private Alert alert;

    /** Makes the batch, its JSON and the alert. */
    @Setup
    public void prepare() throws IOException {
        batch = new PacketBatch("batch-1", "agent-1", null, records(), 0, List.of());
        json = packetsOut().toByteArray();
        Instant start = Instant.parse("2026-01-05T09:00:00Z");
        alert = new Alert(
                "port_scan-10.0.0.1-1767603600",
                AttackType.PORT_SCAN,
                IpAddress.parse("10.0.0.1"),
                IpAddress.parse("10.0.0.2"),
                Severity.HIGH,
                0.85,
                start.plusMillis(120),
                start.plusMillis(29_870),
                30,
                start,
                start.plusSeconds(30),
                start.plusSeconds(30),
                1_200,
                72_000,
                new Alert.Details(
                        "10.0.0.1 looks for open ports on 10.0.0.2",
                        List.of("600 ports in 30 s", "590 of them refused"),
                        "T1046"),
                true);
    }

    private static List<PacketRecord> records() throws IOException {
        GeneratedCapture capture = GeneratedCapture.of("mixed", PACKETS);
        PacketDecoder decoder = new PacketDecoder();
        PacketView view = new PacketView();
        List<PacketRecord> records = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            int length = capture.length(i);
            decoder.decode(
                    capture.nanos(i), LinkType.ETHERNET, capture.bytes(), capture.start(i), length, length, 0, view);
            records.add(PacketRecord.of(view, "eth0", LinkType.ETHERNET));
        }
        return records;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public ByteArrayOutputStream packetsOut() throws IOException {
        out.reset();
        PacketBatchJson.write(batch, out);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public PacketBatch packetsIn() throws IOException {
        return reader.read(new ByteArrayInputStream(json));
    }

    @Benchmark
    public String alertOut() {
        return AlertJson.toJson(alert);
    }
}
