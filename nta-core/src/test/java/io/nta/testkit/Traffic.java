package io.nta.testkit;

import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.IpProtocol;
import java.time.Instant;
import java.util.Arrays;

/**
 * Traffic written down as one tells it: {@code at(seconds)} turns the clock, every other call sends one frame at that time. Lengths on the wire, all over
 * Ethernet and IPv4: TCP 54 + payload, UDP 42 + payload, ICMP 42 + payload, ARP 42.
 */
public abstract class Traffic {
    /** Second 0: a time at which windows of all three lengths start. */
    public static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

    public static final int TCP_HEADERS = 54;
    public static final int UDP_HEADERS = 42;
    public static final int ICMP_HEADERS = 42;
    public static final int ARP_FRAME = 42;

    private static final int ARP_REQUEST = 1;
    private static final int ARP_REPLY = 2;
    private static final int DNS_PORT = 53;

    private long now = START;

    protected abstract void emit(TimedFrame frame);

    /** Returns the time that many seconds after {@link #START}, in nanoseconds since the epoch. */
    public static long nanos(double seconds) {
        return START + Math.round(seconds * 1e9);
    }

    /** Turns the clock to {@code seconds} after {@link #START}; it may be turned back. */
    public Traffic at(double seconds) {
        now = nanos(seconds);
        return this;
    }

    public Traffic frame(Frames frame) {
        byte[] bytes = frame.bytes();
        emit(new TimedFrame(now, bytes, bytes.length));
        return this;
    }

    /** Sends a frame of which only the first bytes are captured. */
    public Traffic cutFrame(Frames frame, int captured) {
        byte[] bytes = frame.bytes();
        emit(new TimedFrame(now, Arrays.copyOf(bytes, captured), bytes.length));
        return this;
    }

    public Traffic bytes(byte[] bytes) {
        emit(new TimedFrame(now, bytes, bytes.length));
        return this;
    }

    /** A conversation over TCP; the client's sequence numbers start at 1000, the server's at 9000. */
    public TcpTalk tcp(String client, int clientPort, String server, int serverPort) {
        return new TcpTalk(this, client, clientPort, server, serverPort);
    }

    /** One TCP segment without payload that belongs to no conversation. */
    public Traffic segment(String from, int fromPort, String to, int toPort, int flags) {
        return frame(Frames.ethernet().ip(from, to).tcp(fromPort, toPort, flags));
    }

    public Traffic udp(String from, int fromPort, String to, int toPort, int payloadBytes) {
        return frame(Frames.ethernet().ip(from, to).udp(fromPort, toPort).payload(new byte[payloadBytes]));
    }

    public Traffic query(String client, String server, String name, int type) {
        return frame(
                Frames.ethernet().ip(client, server).udp(40_000, DNS_PORT).payload(DnsMessages.query(7, name, type)));
    }

    /** A response with one answer record, of 12 + {@code data.length} bytes, per element. */
    public Traffic response(String client, String server, String name, int type, int responseCode, byte[]... data) {
        return frame(Frames.ethernet()
                .ip(server, client)
                .udp(DNS_PORT, 40_000)
                .payload(DnsMessages.response(7, name, type, responseCode, data)));
    }

    public Traffic icmp(String from, String to, int type, int code, int payloadBytes) {
        return frame(Frames.ethernet().ip(from, to).icmp(type, code).payload(new byte[payloadBytes]));
    }

    public Traffic echo(String from, String to) {
        return icmp(from, to, 8, 0, 0);
    }

    public Traffic echoReply(String from, String to) {
        return icmp(from, to, 0, 0, 0);
    }

    /** An ICMP error by {@code router} about a packet without payload from {@code from}, to whom it goes. */
    public Traffic error(
            String router, int type, int code, int protocol, String from, int fromPort, String to, int toPort) {
        Frames quoted = Frames.raw().ip(from, to);
        quoted = protocol == IpProtocol.TCP ? quoted.tcp(fromPort, toPort, 2) : quoted.udp(fromPort, toPort);
        return frame(Frames.ethernet().ip(router, from).icmp(type, code).payload(quoted.bytes()));
    }

    public Traffic arpRequest(long senderMac, String sender, String target) {
        return arp(ARP_REQUEST, senderMac, sender, Frames.BROADCAST_MAC, target);
    }

    public Traffic arpReply(long senderMac, String sender, String target) {
        return arp(ARP_REPLY, senderMac, sender, Frames.DESTINATION_MAC, target);
    }

    private Traffic arp(int operation, long senderMac, String sender, long targetMac, String target) {
        return frame(Frames.ethernet(senderMac, targetMac).arp(operation, senderMac, sender, targetMac, target));
    }
}
