package io.nta.examples.generate.scenario;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.network.TcpProfile;
import io.nta.examples.generate.network.Wire;
import io.nta.examples.generate.protocol.Dialogue;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;

/** A TCP connection about to be opened: who calls whom, over what, and what is said. */
public final class Call {
    private final Wire wire;
    private final Randomness random;
    private final Host client;
    private final Host server;
    private final int port;
    private Path path;
    private boolean ipv6;
    private int clientPort;
    private Script script = () -> null;
    private Runnable onEnd = () -> {};
    private ServerMood mood = ServerMood.ACCEPT;
    private TcpProfile clientTcp;
    private long seenFrom;

    Call(Wire wire, Randomness random, Host client, Host server, int port) {
        this.wire = wire;
        this.random = random;
        this.client = client;
        this.server = server;
        this.port = port;
        this.path = Path.between(client, server);
        this.clientTcp = client.tcp();
    }

    public Call ipv6(boolean six) {
        ipv6 = six;
        return this;
    }

    public Call losing(double share) {
        path = path.losing(share);
        return this;
    }

    public Call narrowed(long bitsPerSecond) {
        path = path.narrowed(bitsPerSecond);
        return this;
    }

    /** Sets what becomes of the attempt. */
    public Call meeting(ServerMood newMood) {
        mood = newMood;
        return this;
    }

    /** Sets the client's port instead of its next ephemeral one. */
    public Call fromPort(int newPort) {
        clientPort = newPort;
        return this;
    }

    /** Sets how the client's TCP behaves in this connection. */
    public Call as(TcpProfile tcp) {
        clientTcp = tcp;
        return this;
    }

    public Call saying(Script newScript) {
        script = newScript;
        return this;
    }

    /** Sets what is run when the connection has ended. */
    public Call then(Runnable newOnEnd) {
        onEnd = newOnEnd;
        return this;
    }

    /** Hides what passes before a time, in nanoseconds since the epoch. */
    public Call seenFrom(long nanos) {
        seenFrom = nanos;
        return this;
    }

    /** Sends the SYN. */
    public TcpLink open() {
        Endpoint from = client.at(ipv6);
        int ownPort = clientPort > 0 ? clientPort : client.nextPort();
        TcpLink.Place caller = new TcpLink.Place(from, ownPort, clientTcp);
        TcpLink.Place called = new TcpLink.Place(server.at(ipv6), port, server.tcp());
        return new TcpLink(wire, path, random, new Dialogue(script, onEnd), caller, called, mood)
                .seenFrom(seenFrom)
                .open();
    }
}
