package io.nta.store.jdbc.read;

/**
 * One value and how much of it there was.
 *
 * @param value an address, a port, a name or a type, as text
 * @param packets packets with this value
 * @param bytes their bytes on the wire
 */
public record TopValue(String value, long packets, long bytes) {}
