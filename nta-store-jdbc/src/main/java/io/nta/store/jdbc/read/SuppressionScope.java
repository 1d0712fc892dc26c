package io.nta.store.jdbc.read;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.packet.IpAddress;
import io.nta.packet.IpPrefix;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts a rule is about. Attack and hosts are both to be met; at least one of them is given.
 *
 * <p>An alert whose attacker (or target) is not one address, because there are many or they are forged, is met by no rule that looks for its attacker (or target) among
 * hosts: who is not known is not taken for known.
 *
 * @param attackType the label of the attack; {@code null} for any
 * @param hosts an address or a prefix, longer than 0 bits; {@code null} for any
 * @param side whether the attacker, the target, or one of them is to be among {@code hosts}; without hosts it says nothing. What an operator means by "our scanner" is
 *     {@link Side#ATTACKER}: {@link Side#EITHER} also hides what is done <em>to</em> the host
 */
public record SuppressionScope(
        @Nullable String attackType, @Nullable IpPrefix hosts, Side side) {
    /** Who of an alert is looked for. */
    public enum Side {
        ATTACKER,
        TARGET,
        EITHER
    }

    /**
     * Checks what is given.
     *
     * @throws IllegalArgumentException when neither is, the type is no label, or the prefix is every address
     */
    public SuppressionScope {
        if (attackType == null && hosts == null) {
            throw new IllegalArgumentException(
                    "neither type nor host is given: the rule would suppress everything; allowed: one of them, or both");
        }
        if (attackType != null && !AttackType.isLabel(attackType)) {
            throw new IllegalArgumentException(
                    "type is '" + attackType
                            + "'; allowed: the label of an attack, such as port_scan: 1 to 32 small letters, digits and _, a letter first");
        }
        if (hosts != null && hosts.length() == 0) {
            throw new IllegalArgumentException(
                    "host is " + hosts + ", which is every address; allowed: a prefix of at least 1 bit");
        }
    }

    /** Returns whether the rule is about this alert, as it is now. */
    public boolean matches(Alert alert) {
        return matches(alert.attackType().label(), alert.srcIp(), alert.dstIp());
    }

    /** Returns whether the rule is about an alert of this type, attacker and target. */
    public boolean matches(String type, @Nullable IpAddress attacker, @Nullable IpAddress target) {
        return (attackType == null || attackType.equals(type))
                && (hosts == null
                        || side != Side.TARGET && isOneOfHosts(attacker)
                        || side != Side.ATTACKER && isOneOfHosts(target));
    }

    private boolean isOneOfHosts(@Nullable IpAddress address) {
        return hosts != null && address != null && hosts.contains(address);
    }

    /** Returns the host for which an alert that {@link #matches} is met: without hosts the attacker, or else the target; {@code null} when neither is known. */
    public @Nullable IpAddress hostOf(@Nullable IpAddress attacker, @Nullable IpAddress target) {
        boolean byTarget = hosts == null ? attacker == null : side == Side.TARGET || !isOneOfHosts(attacker);
        return byTarget ? target : attacker;
    }
}
