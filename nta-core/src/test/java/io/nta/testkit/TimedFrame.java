package io.nta.testkit;

/**
 * One captured frame.
 *
 * @param nanos when, since the epoch
 * @param bytes what was captured of it
 * @param wireLength how long it was on the wire
 */
public record TimedFrame(long nanos, byte[] bytes, int wireLength) {}
