package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link PaneState} of a closed pane as bytes, and reads it back: how states travel between processes and machines. Equal states give equal bytes, in
 * whatever order they were filled; reading accepts only what writing gives, so that every state has one form.
 *
 * <p>The layout, version {@value StateHeader#VERSION}; "varint" is unsigned LEB128, "signed" the same with zigzag, fixed numbers are big-endian:
 *
 * <pre>
 * header      {@link StateHeader#PANE}
 * measures    varint n; n times: varint gap to the position before (the first: position + 1), signed value. Those of an empty state are left out
 * distincts   each of {@link Distinct}, see below
 * ports       TCP, then UDP: varint n; up to {@value PortSet#MAX_SPARSE}: n times varint gap (the first: port + 1);
 *             above: 8192 bytes, port p is bit p mod 8 of byte p / 8
 * tallies     each of {@link Tally}: varint total, varint n; n times: 16 bytes peer, varint weight. By peer, as unsigned numbers
 * domains     varint displaced, varint n; n times: varint length, name in ISO 8859-1, four varints: queries, characters, answer
 *             bytes, carriers; distinct names. By name
 *
 * distinct    varint n; up to {@value DistinctCounter#MAX_EXACT}: n times 8 bytes hash, in ascending order as signed numbers;
 *             {@value DistinctCounter#MAX_EXACT} + 1 stands for a sketch: 2048 bytes UltraLogLog registers
 * </pre>
 *
 * <p>Reading hostile bytes allocates at most a small multiple of their length.
 */
final class PaneStateCodec {
    private static final int MAX_NAME = 255;
    private static final Measure[] MEASURES = Measure.values();

    private PaneStateCodec() {}

    static byte[] write(PaneState state) {
        StateOutput out = new StateOutput();
        StateHeader.PANE.write(out);
        writeMeasures(state, out);
        for (Distinct which : Distinct.values()) {
            SetCodec.writeDistinct(state.sets.distinctOrNull(which), out);
        }
        SetCodec.writePorts(state.sets.tcpPortsOrNull(), out);
        SetCodec.writePorts(state.sets.udpPortsOrNull(), out);
        for (Tally which : Tally.values()) {
            SetCodec.writeTally(state.sets.tallyOrNull(which), out);
        }
        writeDomains(state.domainsOrNull(), out);
        return out.toByteArray();
    }

    /**
     * Returns a new state with what {@code bytes} hold.
     *
     * @throws StateFormatException if they aren't exactly what {@link #write} gives
     */
    static PaneState read(byte[] bytes) throws StateFormatException {
        StateInput in = new StateInput(bytes);
        StateHeader.PANE.check(in);
        PaneState state = new PaneState();
        readMeasures(in, state);
        for (Distinct which : Distinct.values()) {
            SetCodec.readDistinct(in, () -> state.sets.distinct(which));
        }
        SetCodec.readPorts(in, state.sets::tcpPorts);
        SetCodec.readPorts(in, state.sets::udpPorts);
        for (Tally which : Tally.values()) {
            SetCodec.readTally(in, () -> state.sets.tally(which));
        }
        readDomains(in, state.domains());
        in.end();
        return state;
    }

    private static void writeMeasures(PaneState state, StateOutput out) {
        int n = 0;
        for (Measure measure : MEASURES) {
            n += state.get(measure) == measure.resting() ? 0 : 1;
        }
        out.varint(n);
        int before = -1;
        for (Measure measure : MEASURES) {
            if (state.get(measure) != measure.resting()) {
                out.varint(measure.ordinal() - before);
                out.signed(state.get(measure));
                before = measure.ordinal();
            }
        }
    }

    private static void readMeasures(StateInput in, PaneState state) throws StateFormatException {
        int n = in.count("measures", 0, MEASURES.length);
        int at = -1;
        for (int i = 0; i < n; i++) {
            at += in.count("gap to the next measure", 1, MEASURES.length - 1 - at);
            long value = in.signed();
            if (value == MEASURES[at].resting()) {
                throw in.refuse("measure " + at + " is written although it is empty");
            }
            state.set(MEASURES[at], value);
        }
    }

    private static void writeDomains(@Nullable DomainTable domains, StateOutput out) {
        List<DomainTable.Entry> entries = domains == null
                ? List.of()
                : domains.entries().stream()
                        .sorted(Comparator.comparing((DomainTable.Entry e) -> e.domain))
                        .toList();
        out.varint(domains == null ? 0 : domains.displaced());
        out.varint(entries.size());
        for (DomainTable.Entry entry : entries) {
            out.varint(entry.domain.length());
            out.raw(entry.domain.getBytes(StandardCharsets.ISO_8859_1));
            out.varint(entry.queries);
            out.varint(entry.characters);
            out.varint(entry.answerBytes);
            out.varint(entry.carriers);
            SetCodec.writeDistinct(entry.names, out);
        }
    }

    private static void readDomains(StateInput in, DomainTable into) throws StateFormatException {
        into.displaced(in.amount("displaced domains"));
        int n = in.count("domains", 0, DomainTable.MAX_DOMAINS);
        String before = null;
        for (int i = 0; i < n; i++) {
            String name = new String(in.raw(in.count("length of a domain", 0, MAX_NAME)), StandardCharsets.ISO_8859_1);
            if (before != null && before.compareTo(name) >= 0) {
                throw in.refuse("the domains are not in ascending order");
            }
            before = name;
            DomainTable.Entry entry = into.entry(NameShapes.domainHash(name), name);
            entry.queries = in.amount("queries of a domain");
            entry.characters = in.amount("characters of a domain");
            entry.answerBytes = in.amount("answer bytes of a domain");
            entry.carriers = in.amount("carriers of a domain");
            SetCodec.readDistinct(in, () -> entry.names);
        }
        if (into.size() != n) {
            throw in.refuse("two domains have one hash");
        }
    }
}
