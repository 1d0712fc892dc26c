package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** Decodes frames and completes the fragments among them, as the line does. */
final class FragmentLine {
    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private final FragmentTable table;
    private long now = 1_000_000_000_000L;

    FragmentLine() {
        this(FragmentConfig.defaults(), 42);
    }

    FragmentLine(FragmentConfig config, long secret) {
        table = new FragmentTable(config, secret, decoder.anomalies());
    }

    FragmentLine at(double seconds) {
        now = 1_000_000_000_000L + Math.round(seconds * 1e9);
        return this;
    }

    PacketView send(byte[] frame) {
        return send(frame, frame.length);
    }

    PacketView send(byte[] frame, int captured) {
        assertThat(decoder.decode(now, LinkType.ETHERNET, frame, 0, captured, frame.length, 0, view))
                .isTrue();
        if (view.fragment()) {
            table.complete(view);
        }
        return view;
    }

    FragmentTable table() {
        return table;
    }

    FragmentStats stats() {
        return table.stats();
    }

    long count(DecodeAnomaly anomaly) {
        return decoder.anomalies().get(anomaly);
    }

    Map<DecodeAnomaly, Long> anomalies() {
        return decoder.anomalies().asMap();
    }
}
