package io.nta.window;

import io.nta.feature.WindowState.TopDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one key asked for, by registered domain: at most {@value #MAX_DOMAINS}, and fewer where the table's share of memory is used up; beyond it one with few queries gives way and
 * is counted. Mergeable, exact while no limit bites.
 */
final class DomainTable {
    static final int MAX_DOMAINS = 128;

    private static final int LOOKS = 8;
    private static final int FIRST_CAPACITY = 2;
    /** How many domains a table may have without asking for memory, and keeps the memory of. */
    private static final int MAX_KEPT = 8;

    /** About what a domain takes: its entry, name and counter. */
    private static final int ENTRY_BYTES = 320;

    /** The tally of one registered domain. */
    static final class Entry {
        String domain;
        final DistinctCounter names;
        long queries;
        long characters;
        long answerBytes;
        long carriers;

        Entry(String domain, SetBudget.Share memory) {
            this.domain = domain;
            names = new DistinctCounter(memory);
        }

        private void restart(String next) {
            domain = next;
            names.clear();
            queries = 0;
            characters = 0;
            answerBytes = 0;
            carriers = 0;
        }

        private void add(Entry other) {
            names.merge(other.names);
            queries += other.queries;
            characters += other.characters;
            answerBytes += other.answerBytes;
            carriers += other.carriers;
        }

        /** Returns what its distinct names could carry, in characters: never more than all queries, however many names an estimate makes of them. */
        long capacity() {
            return queries == 0 ? 0 : Math.round((double) Math.min(names.count(), queries) * characters / queries);
        }

        long get(TopDomain reading) {
            return switch (reading) {
                case QUERIES -> queries;
                case NAMES -> names.count();
                case CHARACTERS -> capacity();
                case ANSWER_BYTES -> answerBytes;
                case CARRIER_QUERIES -> carriers;
            };
        }
    }

    /** The entries in line, from 0 to {@link #size}; behind them, some that wait to be used again. */
    private @Nullable Entry[] line = new Entry[FIRST_CAPACITY];

    private long[] hashes = new long[FIRST_CAPACITY];
    private int size;
    /** Where the next look for one with few queries begins. */
    private int hand;

    private long displaced;
    private final SetBudget.Share memory;

    DomainTable() {
        this(SetBudget.Share.UNLIMITED);
    }

    DomainTable(SetBudget.Share memory) {
        this.memory = memory;
    }

    Entry entry(NameShape shape) {
        return entry(shape.domainHash(), shape.domain());
    }

    Entry entry(long domainHash, String domain) {
        Entry known = find(domainHash);
        if (known != null) {
            return known;
        }
        return size < MAX_DOMAINS && mayAppend() ? append(domainHash, domain) : displaceLeast(domainHash, domain);
    }

    /** Takes the memory of one more domain, if there is any. */
    private boolean mayAppend() {
        return size < MAX_KEPT || memory.take(ENTRY_BYTES);
    }

    /** Returns the entry of that domain, or {@code null}. O(n): n is small, and the hashes lie side by side. */
    @Nullable
    Entry find(long domainHash) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == domainHash) {
                return line[i];
            }
        }
        return null;
    }

    private Entry append(long domainHash, String domain) {
        if (size == line.length) {
            line = Arrays.copyOf(line, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        Entry entry = line[size];
        if (entry == null) {
            entry = new Entry(domain, memory);
            line[size] = entry;
        } else {
            entry.restart(domain);
        }
        hashes[size++] = domainHash;
        return entry;
    }

    /** Lets the one with the fewest queries of the next few go, the last among equals, and puts the new one in place behind the others of them. */
    private Entry displaceLeast(long domainHash, String domain) {
        for (int i = 1; i < LOOKS; i++) {
            for (int j = hand + i; j > hand && inLine(j).queries > inLine(j - 1).queries; j--) {
                swap(j, j - 1);
            }
        }
        int last = hand + LOOKS - 1;
        hand = (hand + LOOKS) % (size - size % LOOKS);
        displaced++;
        hashes[last] = domainHash;
        Entry entry = inLine(last);
        entry.restart(domain);
        return entry;
    }

    private Entry inLine(int i) {
        return Objects.requireNonNull(line[i]);
    }

    private void swap(int i, int j) {
        Entry entry = line[i];
        line[i] = line[j];
        line[j] = entry;
        long hash = hashes[i];
        hashes[i] = hashes[j];
        hashes[j] = hash;
    }

    /** Unites first, and only then lets go what is too much: a domain that both know is judged by its sum. Commutative. */
    void merge(DomainTable other) {
        for (int i = 0; i < other.size; i++) {
            Entry theirs = other.inLine(i);
            Entry ours = find(other.hashes[i]);
            if (ours == null && mayAppend()) {
                ours = append(other.hashes[i], theirs.domain);
            }
            if (ours != null) {
                ours.add(theirs);
            } else {
                displaced++;
            }
        }
        displaced += other.displaced;
        if (size > MAX_DOMAINS) {
            keepTheMostAsked();
        }
    }

    private void keepTheMostAsked() {
        List<Entry> all = new ArrayList<>(entries());
        all.sort(Comparator.comparingLong((Entry each) -> -each.queries).thenComparing(each -> each.domain));
        List<Entry> kept = all.subList(0, MAX_DOMAINS);
        all.subList(MAX_DOMAINS, all.size()).forEach(surplus -> surplus.names.clear());
        memory.giveBack((all.size() - MAX_DOMAINS) * ENTRY_BYTES);
        displaced += all.size() - MAX_DOMAINS;
        line = kept.toArray(Entry[]::new);
        hashes = kept.stream()
                .mapToLong(each -> NameShapes.domainHash(each.domain))
                .toArray();
        size = MAX_DOMAINS;
        hand = 0;
    }

    /** Returns the domain through whose names the most could have gone, the first by name among equals; {@code null} when there is none. */
    @Nullable
    Entry top() {
        Entry top = null;
        long most = -1;
        for (int i = 0; i < size; i++) {
            Entry entry = inLine(i);
            if (entry.characters < most) {
                // Names can't carry more than all queries together: spares the count.
                continue;
            }
            long capacity = entry.capacity();
            if (top == null || capacity > most || capacity == most && entry.domain.compareTo(top.domain) < 0) {
                top = entry;
                most = capacity;
            }
        }
        return top;
    }

    /** Returns the entries, in no particular order: a view, until the next change. */
    List<Entry> entries() {
        return Arrays.asList(line).subList(0, size);
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns how many domains gave way because there were too many. */
    long displaced() {
        return displaced;
    }

    void displaced(long count) {
        displaced = count;
    }

    /** Forgets everything, and keeps the memory of a few domains. */
    void clear() {
        for (int i = 0; i < size; i++) {
            inLine(i).names.clear();
        }
        memory.giveBack(Math.max(0, size - MAX_KEPT) * ENTRY_BYTES);
        if (line.length > MAX_KEPT) {
            line = Arrays.copyOf(line, MAX_KEPT);
            hashes = new long[MAX_KEPT];
        }
        size = 0;
        hand = 0;
        displaced = 0;
    }
}
