package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import io.nta.packet.PacketView;

/** Adds a DNS message to the pane of one of its keys. */
final class QueryAccumulator {
    private static final int NAME_ERROR = 3;
    private static final int TYPE_CNAME = 5;
    private static final int TYPE_NULL = 10;
    private static final int TYPE_MX = 15;
    private static final int TYPE_TXT = 16;
    private static final int TYPE_KEY = 25;
    private static final int TYPE_SRV = 33;
    private static final int TYPE_PRIVATE_FIRST = 65_280;
    private static final double MICRO = 1e6;

    private final NameShapes shapes = new NameShapes();
    private final long highEntropyMicrobits;

    QueryAccumulator(AggregatorConfig config) {
        highEntropyMicrobits = Math.round(config.highEntropyBits() * MICRO);
    }

    void add(PaneState pane, PacketView packet, boolean forward, long peerHigh, long peerLow) {
        if (packet.dnsResponse()) {
            if (!forward) {
                response(pane, packet);
            }
        } else if (forward) {
            query(pane, packet);
            pane.sets.weigh(Tally.QUERIES, peerHigh, peerLow, 1);
        }
    }

    private void query(PaneState pane, PacketView packet) {
        int type = packet.dnsQueryType();
        pane.add(Measure.DNS_QUERIES, 1);
        pane.add(Measure.DNS_LABELS, packet.dnsLabelCount());
        pane.add(Measure.DNS_TXT_QUERIES, type == TYPE_TXT ? 1 : 0);
        pane.lower(Measure.FIRST_QUERY_NANOS, packet.timestampNanos());
        pane.raise(Measure.LAST_QUERY_NANOS, packet.timestampNanos());
        if (packet.dnsNameLength() == 0 && type == 0) {
            // The snap length cut the question off.
            return;
        }
        pane.sets.count(Distinct.QUERY_NAMES, Hashes.mix(packet.dnsNameHash()));
        pane.sets.count(Distinct.QUERY_TYPES, Hashes.mix(type + 1L));
        NameShape shape = shapes.of(packet);
        int length = shape.partLength();
        if (length == 0) {
            return;
        }
        pane.add(Measure.DNS_SUBDOMAIN_QUERIES, 1);
        pane.add(Measure.DNS_SUBDOMAIN_CHARACTERS, length);
        pane.add(Measure.DNS_ENTROPY_MICROBITS, shape.entropyMicrobits());
        pane.add(Measure.DNS_HIGH_ENTROPY_QUERIES, shape.entropyMicrobits() > highEntropyMicrobits ? 1 : 0);
        pane.raise(Measure.LONGEST_SUBDOMAIN, length);
        if (!shape.reverse() || isCarrier(type)) {
            DomainTable.Entry entry = pane.domains().entry(shape);
            entry.queries++;
            entry.characters += length;
            entry.names.add(Hashes.mix(packet.dnsNameHash()));
            entry.carriers += isCarrier(type) ? 1 : 0;
        }
    }

    /** Returns whether answers of this type carry bytes that the answerer may choose freely. */
    private static boolean isCarrier(int type) {
        return type == TYPE_NULL
                || type == TYPE_TXT
                || type == TYPE_CNAME
                || type == TYPE_MX
                || type == TYPE_KEY
                || type == TYPE_SRV
                || type >= TYPE_PRIVATE_FIRST;
    }

    private void response(PaneState pane, PacketView packet) {
        pane.add(Measure.DNS_RESPONSES, 1);
        pane.add(Measure.DNS_ANSWER_BYTES, packet.dnsAnswerBytes());
        pane.add(Measure.DNS_NAME_ERRORS, packet.dnsResponseCode() == NAME_ERROR ? 1 : 0);
        NameShape shape = shapes.of(packet);
        if (shape.partLength() > 0 && (!shape.reverse() || isCarrier(packet.dnsQueryType()))) {
            pane.domains().entry(shape).answerBytes += packet.dnsAnswerBytes();
        }
    }
}
