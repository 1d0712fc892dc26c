package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The innermost packet of each frame, against tshark, over the captures in which tshark finds packets within packets. */
@EnabledIf(value = "io.nta.capture.RobustnessCaptures#present", disabledReason = RobustnessCaptures.MISSING)
@EnabledIfSystemProperty(
        named = "nta.long",
        matches = "true",
        disabledReason = "takes minutes: runs with ./nta test --long")
class EncapsulationDifferentialIT {
    /** How many packets of a capture differ, and why. */
    private record Known(int packets, String reason) {}

    private static final String BROKEN =
            "tshark names the broken inner packet; to us the one around it, or nothing, is what can be read";
    private static final String COMPRESSED = "the inner packet is compressed (IPComp); tshark inflates it";

    private static final Map<String, Known> KNOWN = Map.ofEntries(
            Map.entry("mpls-6in6-broken.pcap.gz", new Known(36, BROKEN)),
            Map.entry("mpls-6in6-6in6-4in6-invalid-version-4.pcap", new Known(1, BROKEN)),
            Map.entry("mpls-6in6-6in6-4in6-trunc.pcap", new Known(1, BROKEN)),
            Map.entry("bad-ipv4-version-pgm-heapoverflow.pcap", new Known(1, BROKEN)),
            Map.entry("heap-overflow-2.pcap", new Known(1, BROKEN)),
            Map.entry("ip4_bad_fragment.pcap", new Known(1, BROKEN)),
            Map.entry("kday1.pcap", new Known(1, "IPv4 by EtherType, of version 6; tshark believes the version")),
            Map.entry("kday3.pcap", new Known(1, "IPv4 by EtherType, of version 6; tshark believes the version")),
            Map.entry(
                    "LINKTYPE_IPV4_invalid.pcap",
                    new Known(1, "IPv4 by link type, of version 6; tshark believes the version")),
            Map.entry("ayiya3.pcap", new Known(32, "AYIYA, whose service ended in 2017, isn't followed")),
            Map.entry("various_gre.pcap", new Known(20, "Cisco metadata (EtherType 0x8909) isn't followed")),
            Map.entry(
                    "arista_ether.pcap", new Known(12, "Arista's timestamp header (EtherType 0xD28B) isn't followed")),
            Map.entry("vxlan_port_8472.pcap", new Known(10, "tshark doesn't take Linux's old port for VXLAN")),
            Map.entry(
                    "gtp9_unknown_or_too_short_payload.pcap",
                    new Known(8, "the tunnel's own packet is a fragment, and stays one")),
            Map.entry("gtp_control_prime.pcap", new Known(2, "GTP version 0 isn't followed")),
            Map.entry("AH-IPcomp-IPv4.pcap", new Known(4, COMPRESSED)),
            Map.entry("AH-IPcomp-IPv6.pcap", new Known(7, COMPRESSED)),
            Map.entry("pbb-recursive-frames.pcapng", new Known(1, "more frames within frames than our limit")),
            Map.entry("ipv6_ext_headers.pcap", new Known(1, "more extension headers than our limit")),
            Map.entry(
                    "ipv6-mobility-dst-opts.pcap",
                    new Known(1, "RFC 6275 lets nothing follow a mobility header; we go on")),
            Map.entry("nhrp-trace.pcap", new Known(1, "tshark opens the packet that an NHRP error quotes")));

    static List<String> captures() throws IOException {
        try (BufferedReader names = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EncapsulationDifferentialIT.class.getResourceAsStream("encapsulations.txt")),
                StandardCharsets.UTF_8))) {
            return names.lines().toList();
        }
    }

    @ParameterizedTest
    @EnabledIf(value = "io.nta.capture.Tshark#installed", disabledReason = Tshark.MISSING)
    @MethodSource("captures")
    void theInnermostPacketIsThatOfTshark(String name) throws IOException {
        Path capture =
                SharedCaptures.folder().resolve("pcaps").resolve("robustness").resolve(name);
        assertThat(capture).exists();
        List<String> ours = Innermost.byDecoder(capture);
        assertThat(ours).as("packets of link types that are read").isNotEmpty();
        List<String> theirs = Innermost.byTshark(capture);
        assertThat(ours).hasSameSizeAs(theirs);
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                differing.add((i + 1) + ": " + ours.get(i) + ", tshark: " + theirs.get(i));
            }
        }
        Known known = KNOWN.getOrDefault(name.substring(name.lastIndexOf("__") + 2), new Known(0, "none"));
        assertThat(differing).as("differences; known: %s", known.reason()).hasSize(known.packets());
    }
}
