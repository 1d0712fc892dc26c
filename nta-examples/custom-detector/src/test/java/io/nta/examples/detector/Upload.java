package io.nta.examples.detector;

import io.nta.tck.MadeTraffic;

/** An upload over one TCP connection: a segment of 1 400 bytes each 10 ms, and an acknowledgment for every second one. */
final class Upload {
    private static final int SYN = 2;
    private static final int SYN_ACK = 0x12;
    private static final int ACK = 0x10;
    private static final int PORT = 40_000;
    private static final int HTTPS = 443;
    private static final int SEGMENT = 1_400;

    private Upload() {}

    static MadeTraffic of(String from, String to, int segments) {
        MadeTraffic traffic = new MadeTraffic().at(0).tcp(from, PORT, to, HTTPS, SYN, 0);
        traffic.tcp(to, HTTPS, from, PORT, SYN_ACK, 0).tcp(from, PORT, to, HTTPS, ACK, 0);
        for (int i = 1; i <= segments; i++) {
            traffic.at(i / 100.0).tcp(from, PORT, to, HTTPS, ACK, SEGMENT);
            if (i % 2 == 0) {
                traffic.tcp(to, HTTPS, from, PORT, ACK, 0);
            }
        }
        return traffic;
    }
}
