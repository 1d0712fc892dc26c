package io.nta.examples.server.ingest;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.nta.examples.server.ingest.Upload.Receipt;
import io.nta.packet.PacketRecord;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores uploads, as many as wait in one transaction, and hands them on in the order in which they were stored: the order in which they would be replayed. One thread of its own; any thread may
 * submit.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    /** Many more than a transaction has. */
    private static final int MAX_DOUBTED = 10_000;

    private final JdbcFeatureStore store;
    private final Agents agents;
    private final int groupPackets;
    private final BlockingQueue<Upload> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock committing = new ReentrantLock();
    private final Thread thread = new Thread(this::commitAlways, "nta-commit");
    /** Ids of batches of which the store has not said whether it has kept them: if it has, they weren't handed on. */
    private final Set<String> doubted = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_DOUBTED;
        }
    });

    /** What clients without batch ids sent lately; {@code null} until that is known. */
    private @Nullable RecentPackets recent;

    private boolean closed;
    private Destination destination = (agent, packets) -> {
        // Until it is redirected for the first time, what is stored is handed on by nobody: whoever redirects it looks
        // into the store.
    };

    /**
     * Creates a committer; {@link #start} starts it, and {@link #redirect} says where uploads go.
     *
     * @param groupPackets about how many packets may share a transaction
     */
    Committer(JdbcFeatureStore store, Agents agents, int groupPackets) {
        this.store = store;
        this.agents = agents;
        this.groupPackets = groupPackets;
    }

    /** Begins to store what waits and what comes, unless it has begun or is closed. */
    synchronized void start() {
        if (!closed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Takes an upload, whose receipt tells what became of it. */
    void submit(Upload upload) {
        waiting.add(upload);
    }

    /** Stores nothing while {@code work} runs, after which uploads go to where it says. By then all that is stored must have been handed on, or be sure to be. */
    void redirect(Change work) throws IOException {
        committing.lock();
        try {
            Redirection redirection = work.redirection();
            destination = redirection.to();
            if (recent == null) {
                recent = redirection.past();
            }
            doubted.clear();
        } finally {
            committing.unlock();
        }
    }

    /**
     * Another way for uploads.
     *
     * @param past what clients without batch ids sent before, as the store has it; {@code null} when that isn't known yet, and their uploads have to wait. Of no interest once one was given
     */
    record Redirection(Destination to, @Nullable RecentPackets past) {}

    /** Finds another way. */
    @FunctionalInterface
    interface Change {
        Redirection redirection() throws IOException;
    }

    private void commitAlways() {
        try {
            while (true) {
                List<Upload> group = nextGroup();
                committing.lock();
                try {
                    commitOrRefuse(group);
                } finally {
                    committing.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commitOrRefuse(List<Upload> group) {
        try {
            commit(group);
        } catch (IOException | RuntimeException e) {
            if (group.size() > 1 && !(e instanceof StoreUnavailableException)) {
                // One that the store refuses must not cost the others.
                group.forEach(upload -> commitOrRefuse(List.of(upload)));
                return;
            }
            LOG.warn("{} uploads could not be stored: {}", group.size(), e.toString());
            group.forEach(upload -> upload.receipt().completeExceptionally(e));
        }
    }

    private List<Upload> nextGroup() throws InterruptedException {
        List<Upload> group = new ArrayList<>();
        Upload first = waiting.take();
        group.add(first);
        int packets = first.packets().size();
        for (Upload next = waiting.peek(); next != null; next = waiting.peek()) {
            packets += next.packets().size();
            // Of a client without ids, what one upload brings decides what is new in the next.
            if (packets > groupPackets || next.batchId() == null && hasClient(group, next.agent())) {
                break;
            }
            group.add(waiting.remove());
        }
        return group;
    }

    private static boolean hasClient(List<Upload> group, String agent) {
        return group.stream().anyMatch(upload -> upload.agent().equals(agent));
    }

    private void commit(List<Upload> group) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (Upload upload : group) {
            if (upload.batchId() == null && recent == null) {
                upload.receipt().completeExceptionally(new PastUnknownException());
            } else {
                candidates.add(candidate(upload));
            }
        }
        List<RecordBatch> batches = candidates.stream()
                .map(Candidate::batch)
                .filter(batch -> !batch.packets().isEmpty())
                .toList();
        Iterator<Boolean> isNew = batches.isEmpty()
                ? Collections.emptyIterator()
                : store.appendAll(batches, batch -> doubted.add(batch.id())).iterator();
        for (Candidate candidate : candidates) {
            List<PacketRecord> packets = candidate.batch.packets();
            boolean taken = packets.isEmpty() || isNew.next();
            boolean keptBefore = doubted.remove(candidate.batch.id());
            taken(candidate, taken || keptBefore ? packets : List.of());
        }
    }

    private void taken(Candidate candidate, List<PacketRecord> packets) {
        Upload upload = candidate.upload;
        if (!packets.isEmpty()) {
            for (int place : candidate.fresh) {
                past().add(upload.agent(), upload.fingerprints()[place]);
            }
            destination.add(upload.agent(), packets);
        }
        int duplicates = upload.packets().size() - packets.size();
        long rows = agents.uploaded(upload, packets, duplicates);
        upload.receipt().complete(new Receipt(packets.size(), duplicates, rows));
    }

    /** What of an upload is new as far as is known before it is stored, and of uploads without id, in which places. */
    private record Candidate(Upload upload, RecordBatch batch, int[] fresh) {}

    private Candidate candidate(Upload upload) {
        String id = upload.batchId();
        if (id != null) {
            return new Candidate(upload, new RecordBatch(id, upload.agent(), upload.packets()), new int[0]);
        }
        int[] fresh = past().fresh(upload.agent(), upload.fingerprints());
        List<PacketRecord> packets = new ArrayList<>();
        Hasher hasher = Hashing.sha256().newHasher().putUnencodedChars(upload.agent());
        for (int place : fresh) {
            packets.add(upload.packets().get(place));
            hasher.putLong(upload.fingerprints()[place]);
        }
        // The same content sent again has the same id: what an earlier process has taken is known as well.
        return new Candidate(upload, new RecordBatch("content-" + hasher.hash(), upload.agent(), packets), fresh);
    }

    private RecentPackets past() {
        return Objects.requireNonNull(recent);
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.interrupt();
        List<Upload> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(upload -> upload.receipt().completeExceptionally(new IOException("the server is stopping")));
    }
}
