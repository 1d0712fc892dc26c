package io.nta.store.jdbc;

import io.nta.store.jdbc.spool.SpooledWrites;
import io.nta.store.jdbc.sql.WriteCounts;

/**
 * What a store has done since it was opened.
 *
 * @param written what went to the database
 * @param spool how it stands with what waits for it
 * @param packetsLetGo packets that were too old or too many
 * @param retentionFailures times that retention could not do its work
 */
public record StoreStats(WriteCounts written, SpooledWrites.Counts spool, long packetsLetGo, long retentionFailures) {}
