package io.nta.examples.generate.protocol;

/** What the applications at both ends of a connection learn from TCP. */
public interface TcpListener {
    /** The handshake is complete, as that end sees it. */
    default void onEstablished(TcpEnd end) {}

    /** Data has come to that end: {@link TcpEnd#received} says how much by now. */
    default void onReceived(TcpEnd end) {}

    /** That end has read all that the other will ever send. */
    default void onPeerClosed(TcpEnd end) {
        end.close();
    }

    /** The connection is over: closed by both, reset, refused or timed out. Called once. */
    default void onEnded() {}
}
