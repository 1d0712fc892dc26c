package io.nta.feature;

import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.divide;
import static io.nta.feature.Measure.ARP_GRATUITOUS;
import static io.nta.feature.Measure.ARP_REPLIES;
import static io.nta.feature.Measure.ARP_REQUESTS;
import static io.nta.feature.Measure.ARP_UNSOLICITED_REPLIES;
import static io.nta.feature.Measure.CLAIM_CHANGES;

import io.nta.feature.WindowState.Bindings;
import java.util.List;

/** ARP and its bindings. */
final class ArpFeatures {
    static final List<Feature> ALL = List.of(
            new Feature("arp_request_count", "arp", Unit.PACKETS, Merge.SUM, "ARP requests", count(ARP_REQUESTS)),
            new Feature("arp_reply_count", "arp", Unit.PACKETS, Merge.SUM, "ARP replies", count(ARP_REPLIES)),
            new Feature(
                    "gratuitous_arp_count",
                    "arp",
                    Unit.PACKETS,
                    Merge.SUM,
                    "ARP whose sender and target protocol address are equal (probes, sender 0.0.0.0, excluded)",
                    count(ARP_GRATUITOUS)),
            new Feature(
                    "arp_binding_flap_count",
                    "arp",
                    Unit.CHANGES,
                    Merge.ORDERED,
                    "changes of the MAC that claims the address",
                    count(CLAIM_CHANGES)),
            new Feature(
                    "arp_reply_without_request_count",
                    "arp",
                    Unit.PACKETS,
                    Merge.SUM,
                    "replies that answer no request seen from their receiver in the time a request stays open (a named limit)",
                    count(ARP_UNSOLICITED_REPLIES)),
            new Feature(
                    "unique_macs_per_ip_max",
                    "arp",
                    Unit.MACS,
                    Merge.BINDINGS,
                    "most MACs seen claiming one address of A. A = the addresses claimed, at this sensor and in this window, by any MAC that claimed the key",
                    s -> s.bindings(Bindings.MOST_MACS)),
            new Feature(
                    "avg_macs_per_ip",
                    "arp",
                    Unit.MACS,
                    Merge.BINDINGS,
                    "mean MACs per address of A; 0 for none. A = the addresses claimed, at this sensor and in this window, by any MAC that claimed the key",
                    s -> divide(s.bindings(Bindings.PAIRS), s.bindings(Bindings.ADDRESSES))),
            new Feature(
                    "duplicate_mac_ips",
                    "arp",
                    Unit.ADDRESSES,
                    Merge.BINDINGS,
                    "addresses of A whose MAC claims another address too. A = the addresses claimed, at this sensor and in this window, by any MAC that claimed the key",
                    s -> s.bindings(Bindings.SHARING)),
            new Feature(
                    "mac_ip_ratio",
                    "arp",
                    Unit.RATIO,
                    Merge.BINDINGS,
                    "distinct MACs that claim A / addresses of A; 0 for none. A = the addresses claimed, at this sensor and in this window, by any MAC that claimed the key",
                    s -> divide(s.bindings(Bindings.MACS), s.bindings(Bindings.ADDRESSES))),
            new Feature(
                    "suspicious_mac_changes",
                    "arp",
                    Unit.ADDRESSES,
                    Merge.BINDINGS,
                    "addresses of A with more than one MAC. A = the addresses claimed, at this sensor and in this window, by any MAC that claimed the key",
                    s -> s.bindings(Bindings.CONTESTED)));

    private ArpFeatures() {}
}
