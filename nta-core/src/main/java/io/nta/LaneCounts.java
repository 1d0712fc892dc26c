package io.nta;

import io.nta.spi.SourceStats;

/**
 * What lanes have counted.
 *
 * @param source what their sources met
 * @param bytes of the frames handed over, as on the wire
 * @param decoded frames that could be decoded
 * @param undecoded frames that could not
 * @param setAside decoded ones whose time was not believed
 */
record LaneCounts(SourceStats source, long bytes, long decoded, long undecoded, long setAside) {
    /** The counts of no lane. */
    static final LaneCounts NONE = new LaneCounts(SourceStats.NONE, 0, 0, 0, 0);

    /** Returns the counts of both together. */
    LaneCounts plus(LaneCounts other) {
        return new LaneCounts(
                source.plus(other.source),
                bytes + other.bytes,
                decoded + other.decoded,
                undecoded + other.undecoded,
                setAside + other.setAside);
    }
}
