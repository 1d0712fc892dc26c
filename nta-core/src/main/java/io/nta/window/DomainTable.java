package io.nta.window;

import io.nta.feature.WindowState.TopDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one key asked for, by registered domain: at most {@value #MAX_DOMAINS}; beyond it one with few queries gives way and is counted. Mergeable,
 * exact while no limit bites.
 */
final class DomainTable {
    static final int MAX_DOMAINS = 128;

    private static final int LOOKS = 8;

    /** The tally of one registered domain. */
    static final class Entry {
        final String domain;
        final DistinctCounter names = new DistinctCounter();
        long queries;
        long characters;
        long answerBytes;
        long carriers;

        Entry(String domain) {
            this.domain = domain;
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

    private final Map<Long, Entry> entries = new LinkedHashMap<>();
    private long displaced;

    Entry entry(NameShape shape) {
        return entry(shape.domainHash(), shape.domain());
    }

    Entry entry(long domainHash, String domain) {
        Entry known = entries.get(domainHash);
        if (known != null) {
            return known;
        }
        if (entries.size() >= MAX_DOMAINS) {
            displaceLeast();
        }
        Entry added = new Entry(domain);
        entries.put(domainHash, added);
        return added;
    }

    /** Lets the one with the fewest queries of the first few go, and the others of them to the end of the line. */
    private void displaceLeast() {
        List<Map.Entry<Long, Entry>> looked = new ArrayList<>(LOOKS);
        Iterator<Map.Entry<Long, Entry>> all = entries.entrySet().iterator();
        while (looked.size() < LOOKS && all.hasNext()) {
            Map.Entry<Long, Entry> next = all.next();
            looked.add(Map.entry(next.getKey(), next.getValue()));
        }
        looked.forEach(candidate -> entries.remove(candidate.getKey()));
        looked.sort(Comparator.comparingLong(candidate -> -candidate.getValue().queries));
        for (Map.Entry<Long, Entry> kept : looked.subList(0, looked.size() - 1)) {
            entries.put(kept.getKey(), kept.getValue());
        }
        displaced++;
    }

    /** Unites first, and only then lets go what is too much: a domain that both know is judged by its sum. Commutative. */
    void merge(DomainTable other) {
        for (Map.Entry<Long, Entry> theirs : other.entries.entrySet()) {
            Entry from = theirs.getValue();
            Entry into = entries.computeIfAbsent(theirs.getKey(), hash -> new Entry(from.domain));
            into.names.merge(from.names);
            into.queries += from.queries;
            into.characters += from.characters;
            into.answerBytes += from.answerBytes;
            into.carriers += from.carriers;
        }
        displaced += other.displaced;
        if (entries.size() > MAX_DOMAINS) {
            keepTheMostAsked();
        }
    }

    private void keepTheMostAsked() {
        List<Map.Entry<Long, Entry>> all = new ArrayList<>(entries.entrySet());
        all.sort(Comparator.comparingLong((Map.Entry<Long, Entry> each) -> -each.getValue().queries)
                .thenComparing(each -> each.getValue().domain));
        List<Map.Entry<Long, Entry>> surplus = all.subList(MAX_DOMAINS, all.size());
        displaced += surplus.size();
        surplus.stream().map(Map.Entry::getKey).toList().forEach(entries::remove);
    }

    /** Returns the domain through whose names the most could have gone, the first by name among equals; {@code null} when there is none. */
    @Nullable
    Entry top() {
        Entry top = null;
        long most = -1;
        for (Entry entry : entries.values()) {
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

    Map<Long, Entry> entries() {
        return entries;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Returns how many domains gave way because there were too many. */
    long displaced() {
        return displaced;
    }

    void displaced(long count) {
        displaced = count;
    }

    void clear() {
        entries.clear();
        displaced = 0;
    }
}
