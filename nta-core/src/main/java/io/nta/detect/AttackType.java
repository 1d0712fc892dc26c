package io.nta.detect;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of attack. The library tells eight apart, the constants; everything else is normal. Their labels are a public contract, and in alphabetical order the
 * model's. A plugin that finds another attack names it with {@link #of}.
 *
 * <p>Two types of one label are equal: what two detectors say of one attack is one alert. Immutable.
 */
public final class AttackType {
    /** One host answers by ARP for addresses that are another's. */
    public static final AttackType ARP_SPOOF = new AttackType("arp_spoof", "T1557.002");
    /** Data carried in DNS names and answers. */
    public static final AttackType DNS_TUNNEL = new AttackType("dns_tunnel", "T1071.004");
    /** A host is swamped with ICMP. */
    public static final AttackType ICMP_FLOOD = new AttackType("icmp_flood", "T1498.001");
    /** Looking for open ports, on one host or one port over many hosts. */
    public static final AttackType PORT_SCAN = new AttackType("port_scan", "T1046");
    /** Many requests held open so that a server runs out of workers. */
    public static final AttackType SLOWLORIS = new AttackType("slowloris", "T1499.002");
    /** Guessing SSH passwords. */
    public static final AttackType SSH_BRUTE = new AttackType("ssh_brute", "T1110.001");
    /** A host is swamped with TCP connection attempts. */
    public static final AttackType SYN_FLOOD = new AttackType("syn_flood", "T1499.001");
    /** A host is swamped with UDP, reflected answers included. */
    public static final AttackType UDP_FLOOD = new AttackType("udp_flood", "T1498.001");

    private static final List<AttackType> KNOWN =
            List.of(ARP_SPOOF, DNS_TUNNEL, ICMP_FLOOD, PORT_SCAN, SLOWLORIS, SSH_BRUTE, SYN_FLOOD, UDP_FLOOD);

    /** The label of rows without an attack. */
    private static final String NORMAL = "normal";

    /** It stands in table columns, database fields and names of files. */
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");

    private final String label;
    private final String technique;

    private AttackType(String label, String technique) {
        this.label = label;
        this.technique = technique;
    }

    /** Returns the eight that the library tells apart, in the order of their labels. */
    public static List<AttackType> known() {
        return KNOWN;
    }

    /**
     * Returns an attack of a plugin's own.
     *
     * @param label its public name: 1 to 32 lower-case letters, digits and {@code _}, a letter first; not {@code normal}, nor one of the {@linkplain #known() eight}
     * @param technique the technique of MITRE ATT&amp;CK, {@code T} and four digits, perhaps with a sub-technique: {@code T1048}, {@code T1071.004}
     * @throws IllegalArgumentException if either is not so
     */
    public static AttackType of(String label, String technique) {
        if (!isLabel(label)) {
            throw new IllegalArgumentException("the label of an attack type is '" + label
                    + "'; allowed are 1 to 32 lower-case letters, digits and _, a letter first, and not 'normal'");
        }
        if (!TECHNIQUE.matcher(technique).matches()) {
            throw new IllegalArgumentException("the technique of attack type " + label + " is '" + technique
                    + "'; allowed are those of MITRE ATT&CK, such as T1048 or T1071.004");
        }
        if (KNOWN.stream().anyMatch(known -> known.label.equals(label))) {
            throw new IllegalArgumentException("the attack type " + label + " is the library's: use the constant");
        }
        return new AttackType(label, technique);
    }

    /** Returns whether an attack could have this label: 1 to 32 lower-case letters, digits and {@code _}, a letter first, and not {@code normal}. */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches() && !text.equals(NORMAL);
    }

    /**
     * Returns the one of the {@linkplain #known() eight} that has this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AttackType ofLabel(String label) {
        for (AttackType type : KNOWN) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no attack type has the label '" + label + "'");
    }

    /** Returns the public name, for example {@code port_scan}. */
    public String label() {
        return label;
    }

    /** Returns the technique of MITRE ATT&amp;CK (version 15). */
    public String technique() {
        return technique;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttackType type && type.label.equals(label);
    }

    @Override
    public int hashCode() {
        return label.hashCode();
    }

    /** Returns the label. */
    @Override
    public String toString() {
        return label;
    }
}
