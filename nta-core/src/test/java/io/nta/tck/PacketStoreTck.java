package io.nta.tck;

import static io.nta.tck.Contract.require;
import static io.nta.tck.Contract.requireSame;
import static io.nta.tck.Contract.verify;

import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketRecord.Protocol;
import io.nta.spi.PacketStore;
import io.nta.spi.RecordBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The contract of {@link PacketStore}, to be extended by the test of a store. */
public abstract class PacketStoreTck {
    private static final int MANY = 5_000;
    private static final int THREADS = 4;

    /** For the test that extends it. */
    protected PacketStoreTck() {}

    /** Opens the store of the test, which is {@link Closeable} too: empty at first, and later with all that was kept in it. */
    protected abstract PacketStore open() throws IOException;

    /** Reads the packets of an open store, those of one batch in their order. */
    protected abstract List<PacketRecord> packets(PacketStore store) throws IOException;

    /** Returns a batch of UDP packets that differ from each other and from those of other batches. */
    private static RecordBatch batch(String id, int count) {
        List<PacketRecord> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packets.add(packet(MadeTraffic.START + i, "/" + id + i));
        }
        return new RecordBatch(id, "tck", packets);
    }

    private static PacketRecord packet(long nanos, String path) {
        return new PacketRecord(
                nanos,
                "eth0",
                IpAddress.parse("10.0.0.1"),
                IpAddress.parse("10.0.0.2"),
                Protocol.TCP,
                80,
                new PacketRecord.Ports(40_000, 80),
                new PacketRecord.Tcp(0x18, 0xFFFF_FFFFL, 0),
                null,
                null,
                null,
                new PacketRecord.Http("GET", path, null, 0),
                new PacketRecord.Frame(LinkType.ETHERNET, new byte[] {0, 1, -1}));
    }

    private static void close(PacketStore store) throws IOException {
        ((Closeable) store).close();
    }

    @Test
    public final void packetsAreKeptAsTheyWereUntilItIsOpenedAgain() {
        verify("every fact of a packet, its frame and its time to the nanosecond", () -> {
            RecordBatch batch = batch("a", 3);
            PacketStore store = open();
            require(store.append(batch), () -> "the batch is said to be known");
            requireSame(packets(store), batch.packets(), "the packets");
            close(store);
            store = open();
            requireSame(packets(store), batch.packets(), "the packets after it was opened again");
            close(store);
        });
    }

    @Test
    public final void aBatchThatIsThereChangesNothing() {
        verify("that a batch's id is kept in the batch's own transaction, and looked for before", () -> {
            RecordBatch batch = batch("a", 3);
            PacketStore store = open();
            store.append(batch);
            require(!store.append(batch), () -> "the batch is said to be new");
            close(store);
            PacketStore again = open();
            require(!again.append(batch), () -> "the batch is said to be new after it was opened again");
            requireSame(packets(again), batch.packets(), "the packets");
            close(again);
        });
    }

    @Test
    public final void aBatchMayBeOfAnySize() {
        verify("batches of no packets, and of more than a statement takes", () -> {
            PacketStore store = open();
            require(store.append(batch("none", 0)), () -> "an empty batch is said to be known");
            store.append(batch("many", MANY));
            requireSame(packets(store).size(), MANY, "the number of packets");
            close(store);
        });
    }

    @Test
    public final void aPacketThatCannotBeKeptCostsTheOthersNothing() {
        verify(
                "NUL, half of a surrogate pair and very long texts: cut or replace them, or leave the packet out",
                () -> {
                    List<PacketRecord> packets = new ArrayList<>();
                    packets.add(packet(1, "/first"));
                    packets.add(packet(2, "/nul\0nul"));
                    packets.add(packet(3, "/half\uD800"));
                    packets.add(packet(4, "/" + "x".repeat(100_000)));
                    packets.add(packet(5, "/last"));
                    PacketStore store = open();
                    store.append(new RecordBatch("odd", null, packets));
                    List<PacketRecord> kept = packets(store);
                    require(
                            kept.contains(packets.get(0)) && kept.contains(packets.get(4)),
                            () -> "a sound packet is missing");
                    close(store);
                });
    }

    @Test
    public final void threadsMayAppendAtOnce() {
        verify("that append() is thread-safe, and of two batches of one id one is taken", () -> {
            PacketStore store = open();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < THREADS * 2; i++) {
                RecordBatch batch = batch("b" + i / 2, 50);
                results.add(threads.submit(() -> store.append(batch)));
            }
            int taken = 0;
            for (Future<Boolean> result : results) {
                taken += taken(result) ? 1 : 0;
            }
            threads.shutdown();
            requireSame(taken, THREADS, "the number of batches said to be new");
            requireSame(packets(store).size(), THREADS * 50, "the number of packets");
            close(store);
        });
    }

    private static boolean taken(Future<Boolean> result) throws Exception {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new AssertionError("append() threw " + e.getCause(), e.getCause());
        }
    }
}
