package io.nta.packet;

/** What a tunnel's own packet said, and what had been counted, while the decoder looks at the packet inside. Reused. */
final class OuterPacket {
    private final long[] counts = new long[AnomalyCounts.SIZE];

    private boolean hasMacs;
    private long sourceMac;
    private long destinationMac;
    private PacketView.Network network = PacketView.Network.OTHER;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int ipProtocol;
    private int timeToLive;
    private boolean hasPorts;
    private int sourcePort;
    private int destinationPort;
    private int payloadOffset;
    private int payloadCaptured;
    private int payloadLength;

    /** Keeps what {@code view} says; it's neither a fragment nor anything above UDP. */
    void save(PacketView view, AnomalyCounts anomalies) {
        anomalies.copyTo(counts);
        hasMacs = view.hasMacs;
        sourceMac = view.sourceMac;
        destinationMac = view.destinationMac;
        network = view.network;
        sourceHigh = view.sourceHigh;
        sourceLow = view.sourceLow;
        destinationHigh = view.destinationHigh;
        destinationLow = view.destinationLow;
        ipProtocol = view.ipProtocol;
        timeToLive = view.timeToLive;
        hasPorts = view.hasPorts;
        sourcePort = view.sourcePort;
        destinationPort = view.destinationPort;
        payloadOffset = view.payloadOffset;
        payloadCaptured = view.payloadCaptured;
        payloadLength = view.payloadLength;
    }

    /** Makes {@code view} and the counts what they were, and counts why. */
    void restore(PacketView view, AnomalyCounts anomalies) {
        DecodeAnomaly reason = reason(anomalies);
        anomalies.restore(counts);
        anomalies.count(reason);
        view.clear();
        view.hasMacs = hasMacs;
        view.sourceMac = sourceMac;
        view.destinationMac = destinationMac;
        view.network = network;
        view.sourceHigh = sourceHigh;
        view.sourceLow = sourceLow;
        view.destinationHigh = destinationHigh;
        view.destinationLow = destinationLow;
        view.ipProtocol = ipProtocol;
        view.timeToLive = timeToLive;
        view.hasPorts = hasPorts;
        view.sourcePort = sourcePort;
        view.destinationPort = destinationPort;
        view.payloadOffset = payloadOffset;
        view.payloadCaptured = payloadCaptured;
        view.payloadLength = payloadLength;
    }

    private DecodeAnomaly reason(AnomalyCounts anomalies) {
        if (met(anomalies, DecodeAnomaly.ENCAPSULATIONS_TOO_DEEP)) {
            return DecodeAnomaly.ENCAPSULATIONS_TOO_DEEP;
        }
        boolean cut = met(anomalies, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED)
                || met(anomalies, DecodeAnomaly.NETWORK_HEADER_NOT_CAPTURED);
        return cut ? DecodeAnomaly.INNER_NOT_CAPTURED : DecodeAnomaly.INNER_NOT_DECODED;
    }

    private boolean met(AnomalyCounts anomalies, DecodeAnomaly anomaly) {
        return anomalies.get(anomaly) != counts[anomaly.ordinal()];
    }
}
