package io.nta.examples.detector;

import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Peer;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of hosts that send far more out than they get back: data that leaves. */
public final class ExfiltrationDetector implements Detector, DetectorProvider {
    private static final AttackType EXFILTRATION = AttackType.of("exfiltration", "T1048");

    /** A receiver acknowledges at least every few packets (RFC 9293, 3.8.6.3); a flood gets no answers. */
    private static final double MIN_ANSWER_RATIO = 0.1;

    private static final double MAIN_SHARE = 0.6;
    private static final double AT_LIMIT = 0.6;
    private static final double AT_MOST = 0.99;
    private static final double MEGA = 1e6;

    private double minMegabytes;
    private double minRatio;
    private Set<IpAddress> exempt = Set.of();

    @Override
    public String name() {
        return "exfiltration";
    }

    @Override
    public Detector create(ProviderConfig config) {
        minMegabytes = config.number("min-megabytes", 50, 0.001, 1e6);
        minRatio = config.number("min-ratio", 10, 1, 1e6);
        exempt = config.parsed("exempt", Set.of(), ExfiltrationDetector::addresses, "addresses between commas");
        return this;
    }

    private static Set<IpAddress> addresses(String text) {
        return Arrays.stream(text.split(","))
                .map(address -> IpAddress.parse(address.strip()))
                .collect(Collectors.toSet());
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        List<Verdict> verdicts = new ArrayList<>();
        for (FeatureVector row : rows) {
            double out = row.get("byte_count");
            double in = row.get("reverse_byte_count");
            if (row.kind() == KeyKind.SOURCE
                    && out >= minMegabytes * MEGA
                    && out >= minRatio * in
                    && row.get("answer_ratio") >= MIN_ANSWER_RATIO
                    && !exempt.contains(row.address())) {
                verdicts.add(verdict(row, out, in));
            }
        }
        return verdicts;
    }

    private Verdict verdict(FeatureVector row, double out, double in) {
        Peer peer = row.context().peer(Tally.OPENINGS);
        IpAddress receiver = peer != null && peer.share() >= MAIN_SHARE ? peer.address() : null;
        double confidence = Math.min(AT_MOST, 1 - (1 - AT_LIMIT) * minMegabytes * MEGA / out);
        return new Verdict(
                row,
                EXFILTRATION,
                confidence,
                row.address(),
                receiver,
                say("%s sent %.2f MB out in %d s", row.address(), out / MEGA, row.seconds()),
                List.of(
                        say("%.2f MB sent in %d s (limit %.2f)", out / MEGA, row.seconds(), minMegabytes),
                        say("%.1f times what came back (limit %.1f)", out / Math.max(1, in), minRatio),
                        say(
                                "%.2f answers per packet, so it was received (limit %.2f)",
                                row.get("answer_ratio"), MIN_ANSWER_RATIO)),
                name());
    }

    private static String say(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
