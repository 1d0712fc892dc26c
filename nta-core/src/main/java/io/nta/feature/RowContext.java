package io.nta.feature;

import io.nta.packet.IpAddress;
import io.nta.packet.MacAddress;
import org.jspecify.annotations.Nullable;

/** What a row knows besides its numbers, for naming attacker and target and for evidence in words. Immutable. */
public final class RowContext {
    /** A context that knows nothing. */
    public static final RowContext EMPTY = new RowContext(new HeaviestPeers(), null, null);

    private final HeaviestPeers peers;
    private final @Nullable String topDomain;
    private final @Nullable Rival rival;

    /**
     * Creates a context.
     *
     * @param peers the heaviest peer by each {@link Tally}, in its order; copied
     * @param topDomain the registered domain behind the top-domain features
     * @param rival who else claims the key's address by ARP
     */
    public RowContext(@Nullable Peer[] peers, @Nullable String topDomain, @Nullable Rival rival) {
        this(HeaviestPeers.of(peers), topDomain, rival);
    }

    /**
     * Creates a context.
     *
     * @param peers the heaviest peers; copied
     * @param topDomain the registered domain behind the top-domain features
     * @param rival who else claims the key's address by ARP
     */
    public RowContext(HeaviestPeers peers, @Nullable String topDomain, @Nullable Rival rival) {
        this.peers = peers.copy();
        this.topDomain = topDomain;
        this.rival = rival;
    }

    /** Returns the heaviest peer by {@code tally}, or {@code null} when there is none. */
    public @Nullable Peer peer(Tally tally) {
        return peers.peer(tally);
    }

    /** Returns whether the address is the heaviest peer by any weight. */
    public boolean isAmongHeaviest(IpAddress address) {
        return peers.contains(address);
    }

    /** Returns the registered domain behind the top-domain features. */
    public @Nullable String topDomain() {
        return topDomain;
    }

    /** Returns who else claims the key's address by ARP. */
    public @Nullable Rival rival() {
        return rival;
    }

    /**
     * The MAC that claims an address that another MAC held before.
     *
     * @param mac the MAC that came later
     * @param ownAddress the first address that it asked with, or answered for when asked, if that is another one and
     *     nobody else's
     * @param told who was told so last
     */
    public record Rival(
            MacAddress mac,
            @Nullable IpAddress ownAddress,
            @Nullable IpAddress told) {}
}
