package io.nta.tck;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Peer;
import io.nta.feature.RowContext;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.packet.MacAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row made up by the names of its features, for the tests of detectors; those not named are 0:
 *
 * <pre>{@code
 * MadeRow.source("10.0.0.1", 5).with("icmp_count", 150).peer(Tally.PACKETS, "10.0.0.2", 1).row()
 * }</pre>
 */
public final class MadeRow {
    private static final long NANOS = 1_000_000_000L;
    private static final long PEER_TOTAL = 1_000;

    private final KeyKind kind;
    private final IpAddress address;
    private final int seconds;
    private final double[] values = new double[FeatureCatalogue.size()];
    private final @Nullable Peer[] peers = new Peer[Tally.values().length];
    private long startNanos = MadeTraffic.START;
    private @Nullable String topDomain;
    private RowContext.@Nullable Rival rival;

    private MadeRow(KeyKind kind, String address, int seconds) {
        this.kind = kind;
        this.address = IpAddress.parse(address);
        this.seconds = seconds;
    }

    /** Begins a row of the connections that {@code address} opened, over 5, 30 or 180 seconds. */
    public static MadeRow source(String address, int seconds) {
        return new MadeRow(KeyKind.SOURCE, address, seconds);
    }

    /** Begins a row of the connections that were opened to {@code address}, over 5, 30 or 180 seconds. */
    public static MadeRow target(String address, int seconds) {
        return new MadeRow(KeyKind.TARGET, address, seconds);
    }

    /** Lets the window start that many seconds after {@link MadeTraffic#START}; at 0 without it. */
    public MadeRow at(int second) {
        startNanos = MadeTraffic.nanos(second);
        return this;
    }

    /**
     * Sets a feature.
     *
     * @throws IllegalArgumentException if the catalogue has none of that name
     */
    public MadeRow with(String feature, double value) {
        values[FeatureCatalogue.indexOf(feature)] = value;
        return this;
    }

    /** Sets every feature. */
    MadeRow withAll(double value) {
        Arrays.fill(values, value);
        return this;
    }

    /** Says which peer weighs most, and its share of all, 0 to 1. */
    public MadeRow peer(Tally tally, String peer, double share) {
        peers[tally.ordinal()] = new Peer(IpAddress.parse(peer), Math.round(share * PEER_TOTAL), PEER_TOTAL);
        return this;
    }

    /** Sets the registered domain behind the top-domain features. */
    public MadeRow topDomain(String domain) {
        topDomain = domain;
        return this;
    }

    /** Says who else claims the address, with which address of its own and whom it told so; either may be {@code null}. */
    public MadeRow rival(long mac, @Nullable String ownAddress, @Nullable String told) {
        rival = new RowContext.Rival(
                new MacAddress(mac),
                ownAddress == null ? null : IpAddress.parse(ownAddress),
                told == null ? null : IpAddress.parse(told));
        return this;
    }

    /** Returns the row. Its first packet came at the window's start, its last one a nanosecond before its end. */
    public FeatureVector row() {
        return new FeatureVector(
                kind,
                address,
                startNanos,
                seconds,
                startNanos,
                startNanos + seconds * NANOS - 1,
                values.clone(),
                new RowContext(peers.clone(), topDomain, rival));
    }
}
