package io.nta.feature;

import io.nta.packet.IpAddress;
import io.nta.packet.MacAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row knows besides its numbers, for naming attacker and target and for evidence in words.
 *
 * @param peers the heaviest peer by each weight
 * @param topDomain the registered domain behind the top-domain features
 * @param rival who else claims the key's address by ARP
 */
public record RowContext(Map<Tally, Peer> peers, @Nullable String topDomain, @Nullable Rival rival) {
    /** A context that knows nothing. */
    public static final RowContext EMPTY = new RowContext(Map.of(), null, null);

    /** Copies the map. */
    public RowContext {
        peers = Map.copyOf(peers);
    }

    /**
     * The MAC that claims an address that another MAC held before.
     *
     * @param mac the MAC that came later
     * @param ownAddress the first address that it was ever seen to claim, if that is another one
     * @param told who was told so most often, when it was told to one address
     */
    public record Rival(MacAddress mac, @Nullable IpAddress ownAddress, @Nullable IpAddress told) {}
}
