package io.nta.store.jdbc.sql;

/**
 * What was written since the store was opened.
 *
 * @param batches batches taken
 * @param knownBatches batches that were there already
 * @param packets packets written
 * @param refusedPackets packets left out because the database would not take them
 * @param alteredTexts texts cut, or with a character replaced, to fit
 * @param notFinite feature values that were no number and became 0
 * @param rows rows written, those that were there already included
 * @param alertStates alerts and their newer states written
 */
public record WriteCounts(
        long batches,
        long knownBatches,
        long packets,
        long refusedPackets,
        long alteredTexts,
        long notFinite,
        long rows,
        long alertStates) {}
