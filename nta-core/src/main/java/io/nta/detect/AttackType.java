package io.nta.detect;

/** The attacks that are told apart. Everything else is normal. The labels are a public contract, and in alphabetical order the model's. */
public enum AttackType {
    /** One host answers by ARP for addresses that are another's. */
    ARP_SPOOF("arp_spoof", "T1557.002"),
    /** Data carried in DNS names and answers. */
    DNS_TUNNEL("dns_tunnel", "T1071.004"),
    /** A host is swamped with ICMP. */
    ICMP_FLOOD("icmp_flood", "T1498.001"),
    /** Looking for open ports, on one host or one port over many hosts. */
    PORT_SCAN("port_scan", "T1046"),
    /** Many requests held open so that a server runs out of workers. */
    SLOWLORIS("slowloris", "T1499.002"),
    /** Guessing SSH passwords. */
    SSH_BRUTE("ssh_brute", "T1110.001"),
    /** A host is swamped with TCP connection attempts. */
    SYN_FLOOD("syn_flood", "T1499.001"),
    /** A host is swamped with UDP, reflected answers included. */
    UDP_FLOOD("udp_flood", "T1498.001");

    private final String label;
    private final String technique;

    AttackType(String label, String technique) {
        this.label = label;
        this.technique = technique;
    }

    /** Returns the public name, for example {@code port_scan}. */
    public String label() {
        return label;
    }

    /** Returns the technique of MITRE ATT&amp;CK (version 15). */
    public String technique() {
        return technique;
    }

    /**
     * Returns the type of that label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AttackType ofLabel(String label) {
        for (AttackType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no attack type has the label '" + label + "'");
    }
}
