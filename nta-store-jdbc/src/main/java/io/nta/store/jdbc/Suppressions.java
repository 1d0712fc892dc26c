package io.nta.store.jdbc;

import io.nta.detect.Alert;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.Suppression;
import io.nta.store.jdbc.read.UsedSuppression;
import io.nta.store.jdbc.sql.Database;
import io.nta.store.jdbc.sql.SqlStoreReader;
import io.nta.store.jdbc.sql.SuppressionTables;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rules that keep alerts from being raised, and how each alert that goes on stands with them.
 *
 * <p>An alert is held against the rules when a state of it arrives, by the store's clock. What was raised stays so. What is suppressed stays so while a rule in force is about it, and
 * is raised with the first state that none is about: its rule has ended, or it has come to concern other hosts. That it closes raises nothing.
 *
 * <p>Rules are held in memory, so that an alert finds them while the database is away, too. Of a rule that another process makes this one learns when it opens the store. Any thread may
 * call any method.
 */
public final class Suppressions {
    /** The most rules that may be in force at once; each new alert is held against all. */
    public static final int MAX_IN_FORCE = 1_000;

    /** The most alerts whose standing is known without asking; one that is forgotten is held against the rules as a new one, and stays raised in the database if it was. */
    private static final int MAX_GOING_ON = 16_384;

    private final SuppressionTables tables;
    private final SqlStoreReader reader;
    private final InstantSource clock;
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<Long, LongAdder> counts = new ConcurrentHashMap<>();

    /** The rule that keeps an alert quiet, if one does; guarded by itself. */
    private final Map<String, Optional<Long>> goingOn = new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Long>> eldest) {
            return size() > MAX_GOING_ON;
        }
    };

    /** The first made first. Some may have come to their end. */
    private volatile List<Suppression> rules;

    /**
     * Reads the rules in force, and how the alerts that were open stand.
     *
     * @throws IOException when the database is away
     */
    Suppressions(Database database, SqlStoreReader reader, InstantSource clock) throws IOException {
        this.tables = new SuppressionTables(database);
        this.reader = reader;
        this.clock = clock;
        this.rules = List.copyOf(reader.suppressionsInForce(clock.instant()));
        goingOn.putAll(reader.openAlerts());
    }

    /**
     * Makes a rule, which is in force when this returns. Never waits in the spool.
     *
     * @throws IllegalArgumentException when its end has passed
     * @throws SuppressionLimitException when {@value #MAX_IN_FORCE} are in force
     * @throws IOException when the database is away or refuses
     */
    public Suppression add(NewSuppression rule) throws IOException {
        changing.lock();
        try {
            Instant now = clock.instant();
            if (rule.until() != null && !rule.until().isAfter(now)) {
                throw new IllegalArgumentException(
                        "until is " + rule.until() + ", which has passed: it is " + now + "; allowed: a later time");
            }
            List<Suppression> left = inForce(now);
            if (left.size() >= MAX_IN_FORCE) {
                throw new SuppressionLimitException("There are " + MAX_IN_FORCE
                        + " rules of suppression in force, the most that may be: lift some, or make one of a prefix");
            }
            Suppression made = tables.add(rule, now);
            left.add(made);
            rules = List.copyOf(left);
            return made;
        } finally {
            changing.unlock();
        }
    }

    /**
     * Ends a rule: alerts that arrive from now on are raised. One that has ended stays as it is. Never waits in the spool.
     *
     * @param by who does it; 1 to {@value NewSuppression#MAX_NAME} characters
     * @return the rule as it is now; nothing when there is none of that number
     * @throws IOException when the database is away or refuses
     */
    public Optional<UsedSuppression> lift(long id, String by) throws IOException {
        String name = NewSuppression.checked("by", by, NewSuppression.MAX_NAME);
        changing.lock();
        try {
            tables.lift(id, name, clock.instant());
            rules = rules.stream().filter(rule -> rule.id() != id).toList();
        } finally {
            changing.unlock();
        }
        return reader.suppression(id);
    }

    private List<Suppression> inForce(Instant now) {
        return new ArrayList<>(
                rules.stream().filter(rule -> rule.isInForce(now)).toList());
    }

    /** Returns how many alerts each rule has suppressed since the store was opened, by its number; a rule that has suppressed none isn't there. */
    public Map<Long, Long> counts() {
        Map<Long, Long> now = new TreeMap<>();
        counts.forEach((rule, count) -> now.put(rule, count.sum()));
        return now;
    }

    /** Takes a state of an alert, and returns how it stands. */
    AlertStanding standing(Alert alert) {
        synchronized (goingOn) {
            Optional<Long> before = goingOn.get(alert.id());
            AlertStanding standing = before == null ? first(alert) : later(alert, before);
            if (alert.closed()) {
                goingOn.remove(alert.id());
            } else {
                goingOn.put(alert.id(), Optional.ofNullable(standing.suppressedBy()));
            }
            return standing;
        }
    }

    private AlertStanding first(Alert alert) {
        Suppression rule = ruleFor(alert, null);
        return rule == null ? AlertStanding.RAISED : counted(rule);
    }

    private AlertStanding later(Alert alert, Optional<Long> before) {
        if (before.isEmpty()) {
            return AlertStanding.RAISED;
        }
        if (alert.closed()) {
            return AlertStanding.suppressed(before.get());
        }
        Suppression rule = ruleFor(alert, before.get());
        if (rule == null) {
            return AlertStanding.SURFACED;
        }
        return rule.id() == before.get() ? AlertStanding.suppressed(rule.id()) : counted(rule);
    }

    private AlertStanding counted(Suppression rule) {
        counts.computeIfAbsent(rule.id(), id -> new LongAdder()).increment();
        return AlertStanding.suppressed(rule.id());
    }

    /** Returns the first made of the rules in force that are about an alert, but rather the one that was before. */
    private @Nullable Suppression ruleFor(Alert alert, @Nullable Long before) {
        Instant now = clock.instant();
        Suppression first = null;
        for (Suppression rule : rules) {
            if (rule.isInForce(now) && rule.scope().matches(alert)) {
                if (before == null || before == rule.id()) {
                    return rule;
                }
                first = first == null ? rule : first;
            }
        }
        return first;
    }
}
