package io.nta.window;

import io.nta.feature.KeyKind;
import org.jspecify.annotations.Nullable;

/**
 * Decides which keys of one kind get rows. Below its limits every key does. Beyond them a key gets one only when it is proven, see {@link Proof}, or keeps coming: a
 * forged address does neither. A key that has its row keeps it for as long as something happens to it; nobody is displaced. Why:
 * docs/adr/0007-rows-are-earned.md. Not thread-safe.
 */
final class KeyAdmission {
    private final KeyTable keys;
    private final Candidates candidates;
    private final AggregatorLimits limits;
    private final SetBudget memory;
    /** The same for the other kind: an address that is real there is real here. */
    private @Nullable KeyAdmission otherKind;

    private int unproven;
    private long withheld;

    KeyAdmission(KeyKind kind, AggregatorLimits limits, SetBudget memory, int openPanes, long secret) {
        this.memory = memory;
        this.limits = limits;
        keys = new KeyTable(kind, limits.maxKeysPerKind(), openPanes, secret);
        candidates = new Candidates(limits.persistentPackets(), secret);
    }

    /** Makes two kinds share what they know of addresses. */
    static void join(KeyAdmission one, KeyAdmission other) {
        one.otherKind = other;
        other.otherKind = one;
    }

    /** Returns the key of that address, if it has rows, or {@code null}. */
    @Nullable
    KeyState find(long high, long low) {
        return keys.find(high, low);
    }

    /**
     * Returns the key of an address that begins a connection or has one begun to it, or that ARP names; {@code null}, counted, when it can't have a row now.
     *
     * @param peer the key at the other end, which answers for a new one; {@code null} when there is none
     */
    @Nullable
    KeyState admit(long high, long low, @Nullable KeyState peer) {
        KeyState known = keys.find(high, low);
        if (known != null) {
            return known;
        }
        if (isRealElsewhere(high, low)) {
            return keys.getOrAdd(high, low);
        }
        if (isRoomForUnproven(peer)) {
            return addUnproven(high, low, peer);
        }
        if (keepsComing(high, low)) {
            return addUnproven(high, low, null);
        }
        withheld++;
        return null;
    }

    /**
     * Returns the key of an address that had no row when its connection began, if it has earned one meanwhile.
     *
     * @param heard whether the packet counts for its persistence
     * @param proven whether the packet proves it
     */
    @Nullable
    KeyState admitLate(long high, long low, boolean heard, boolean proven) {
        KeyState known = keys.find(high, low);
        if (known != null || keys.isFull()) {
            return known;
        }
        if (proven) {
            proveElsewhere(high, low);
        }
        if (proven || isRealElsewhere(high, low)) {
            return keys.getOrAdd(high, low);
        }
        return heard && keepsComing(high, low) ? addUnproven(high, low, null) : null;
    }

    private boolean isRoomForUnproven(@Nullable KeyState peer) {
        return unproven < limits.maxUnprovenKeysPerKind()
                && !memory.isTight()
                && (peer == null || peer.unprovenPeers < limits.maxUnprovenPerPeer());
    }

    /** Who keeps coming may be a scanner, or be forged again and again: there is room for as many of them as of the others. */
    private boolean keepsComing(long high, long low) {
        return candidates.vote(high, low) && unproven < 2 * limits.maxUnprovenKeysPerKind();
    }

    private @Nullable KeyState addUnproven(long high, long low, @Nullable KeyState peer) {
        KeyState added = keys.getOrAdd(high, low);
        if (added != null) {
            added.unproven = true;
            unproven++;
            if (peer != null) {
                added.answerable = peer;
                peer.unprovenPeers++;
            }
        }
        return added;
    }

    /** Makes room for another: the key is proven, or gone. */
    private void discharge(KeyState key) {
        key.unproven = false;
        unproven--;
        KeyState peer = key.answerable;
        if (peer != null) {
            peer.unprovenPeers--;
            key.answerable = null;
        }
    }

    /** Notes that an unproven key is real. */
    void prove(KeyState key) {
        discharge(key);
        proveElsewhere(key.address.high(), key.address.low());
    }

    private boolean isRealElsewhere(long high, long low) {
        KeyAdmission other = otherKind;
        KeyState key = other == null ? null : other.find(high, low);
        return key != null && !key.unproven;
    }

    private void proveElsewhere(long high, long low) {
        KeyAdmission other = otherKind;
        if (other != null) {
            KeyState key = other.find(high, low);
            if (key != null && key.unproven) {
                other.discharge(key);
            }
        }
    }

    /** Forgets the key, which is idle. */
    void remove(KeyState key) {
        if (key.unproven) {
            discharge(key);
        }
        keys.remove(key);
    }

    int size() {
        return keys.size();
    }

    /** Returns how many of the keys are unproven. */
    int unproven() {
        return unproven;
    }

    /** Returns how many times a key got no row because it was unproven. */
    long withheld() {
        return withheld;
    }

    /** Returns how many times a key got no row because there were too many of all. */
    long overflowed() {
        return keys.overflowed();
    }
}
