package io.nta.examples.generate.frame;

import io.nta.packet.IpAddress;

/**
 * One address of a host as frames at the sensor show it.
 *
 * @param mac the 48 bits of the hardware address; that of the gateway for a host behind it
 * @param address the IP address
 * @param ttl the time to live (hop limit) that its packets have left at the sensor
 */
public record Endpoint(long mac, IpAddress address, int ttl) {
    /** Returns the same host under another address: what a forger sends. */
    public Endpoint claiming(IpAddress other) {
        return new Endpoint(mac, other, ttl);
    }
}
