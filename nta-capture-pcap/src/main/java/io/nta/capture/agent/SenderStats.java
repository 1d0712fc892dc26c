package io.nta.capture.agent;

/**
 * What a sender has done so far.
 *
 * @param files sent whole
 * @param batches that the server has taken
 * @param packets in them
 * @param bytes of their bodies, as sent
 * @param retries requests beyond the first of a batch
 * @param failedFiles left for later, each time they were
 * @param poisonedFiles set aside for good
 * @param discardedFiles failed ones given up, because there were too many
 */
public record SenderStats(
        long files,
        long batches,
        long packets,
        long bytes,
        long retries,
        long failedFiles,
        long poisonedFiles,
        long discardedFiles) {}
