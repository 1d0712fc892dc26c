package io.nta.store.jdbc.read;

import java.time.Instant;

/**
 * The traffic of one step of time.
 *
 * @param start where the step starts: a multiple of its length since the epoch
 * @param packets packets captured in it
 * @param bytes their bytes on the wire
 * @param tcpPackets those of them that are TCP
 * @param udpPackets those of them that are UDP
 * @param icmpPackets those of them that are ICMP or ICMPv6
 */
public record TrafficPoint(
        Instant start, long packets, long bytes, long tcpPackets, long udpPackets, long icmpPackets) {}
