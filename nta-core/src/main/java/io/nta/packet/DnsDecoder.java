package io.nta.packet;

/** The header, first question and answer section of a DNS message (RFC 1035, 4.1). */
final class DnsDecoder {
    static final int PORT = 53;

    private static final int HEADER = 12;
    private static final int TCP_LENGTH = 2;
    private static final int QUESTION_FIXED = 4;
    private static final int RECORD_FIXED = 10;

    private static final int RESPONSE = 0x8000;
    private static final int RESERVED = 0x0040;
    private static final int MAX_OPCODE = 5;

    private final AnomalyCounts anomalies;
    private boolean perhapsTunnel;

    DnsDecoder(AnomalyCounts anomalies) {
        this.anomalies = anomalies;
    }

    /**
     * Decodes the message in a datagram.
     *
     * @param perhapsTunnel whether it may be a tunnel instead, of which too little was captured to tell: then what is no sound DNS isn't called malformed
     */
    void decodeUdp(PacketView view, int offset, boolean perhapsTunnel) {
        this.perhapsTunnel = perhapsTunnel;
        int capturedEnd = offset + view.payloadCaptured;
        int wireEnd = offset + view.payloadLength;
        if (offset + HEADER > capturedEnd) {
            anomalies.countCut(offset + HEADER, wireEnd, DecodeAnomaly.DNS_NOT_CAPTURED, DecodeAnomaly.DNS_TRUNCATED);
            return;
        }
        int flags = Bytes.u16(view.buffer, offset + 2);
        int questions = Bytes.u16(view.buffer, offset + 4);
        // A server may answer what it could not read without repeating a question.
        boolean fewEnough = questions == 1 || questions == 0 && (flags & RESPONSE) != 0;
        if (opcode(flags) > MAX_OPCODE || !fewEnough) {
            count(DecodeAnomaly.DNS_BAD_HEADER);
            return;
        }
        decodeMessage(view, offset, capturedEnd, wireEnd, view.fragment);
    }

    /**
     * Decodes the first message of a segment. A segment that doesn't look like the start of one is no anomaly: it may be the middle of a long
     * message.
     *
     * @return whether it looks like DNS
     */
    boolean decodeTcp(PacketView view, int offset) {
        perhapsTunnel = false;
        int message = offset + TCP_LENGTH;
        int capturedEnd = offset + view.payloadCaptured;
        if (message + HEADER > capturedEnd) {
            return false;
        }
        int length = Bytes.u16(view.buffer, offset);
        int flags = Bytes.u16(view.buffer, message + 2);
        boolean plausible = length >= HEADER
                && opcode(flags) <= MAX_OPCODE
                && (flags & RESERVED) == 0
                && Bytes.u16(view.buffer, message + 4) == 1;
        if (plausible) {
            int segmentEnd = offset + view.payloadLength;
            int wireEnd = Math.min(message + length, segmentEnd);
            decodeMessage(view, message, Math.min(capturedEnd, wireEnd), wireEnd, message + length > segmentEnd);
        }
        return plausible;
    }

    private static int opcode(int flags) {
        return flags >> 11 & 0xF;
    }

    private void decodeMessage(PacketView view, int message, int capturedEnd, int wireEnd, boolean goesOn) {
        byte[] buffer = view.buffer;
        boolean cut = goesOn || capturedEnd < wireEnd;
        int at = message + HEADER;
        if (Bytes.u16(buffer, message + 4) != 0) {
            at = readQuestion(view, message, capturedEnd, cut);
            boolean onlyNotCaptured = at == DnsName.CUT && cut;
            if (at < 0 && !onlyNotCaptured) {
                return;
            }
        }
        int flags = Bytes.u16(buffer, message + 2);
        view.hasDns = true;
        view.dnsId = Bytes.u16(buffer, message);
        view.dnsResponse = (flags & RESPONSE) != 0;
        view.dnsResponseCode = flags & 0xF;
        view.dnsAnswerCount = Bytes.u16(buffer, message + 6);
        if (view.dnsResponse && at >= 0) {
            view.dnsAnswerBytes = answerEnd(view, at, capturedEnd, wireEnd, cut) - at;
        }
    }

    /** Returns the position behind the question, or a negative {@link DnsName} fault, which has been counted. */
    private int readQuestion(PacketView view, int message, int capturedEnd, boolean cut) {
        int at = DnsName.read(view, message, message + HEADER, capturedEnd);
        if (at >= 0 && at + QUESTION_FIXED > capturedEnd) {
            view.dnsNameLength = 0;
            view.dnsLabelCount = 0;
            at = DnsName.CUT;
        }
        if (at < 0) {
            count(anomaly(at, cut));
            return at;
        }
        view.dnsQueryType = Bytes.u16(view.buffer, at);
        return at + QUESTION_FIXED;
    }

    private void count(DecodeAnomaly anomaly) {
        if (!perhapsTunnel || anomaly.cause() == DecodeAnomaly.Cause.CAPTURE) {
            anomalies.count(anomaly);
        }
    }

    private static DecodeAnomaly anomaly(int fault, boolean cut) {
        switch (fault) {
            case DnsName.BAD_LABEL:
                return DecodeAnomaly.DNS_BAD_LABEL;
            case DnsName.LOOP:
                return DecodeAnomaly.DNS_NAME_LOOP;
            case DnsName.TOO_LONG:
                return DecodeAnomaly.DNS_NAME_TOO_LONG;
            default:
                return cut ? DecodeAnomaly.DNS_NOT_CAPTURED : DecodeAnomaly.DNS_TRUNCATED;
        }
    }

    /** Returns where the answer section ends; the end of the message's bytes in this packet when it can't be followed that far. */
    private int answerEnd(PacketView view, int start, int capturedEnd, int wireEnd, boolean cut) {
        int at = start;
        for (int left = view.dnsAnswerCount; left > 0; left--) {
            int fixed = DnsName.skip(view.buffer, at, capturedEnd);
            if (fixed == DnsName.BAD_LABEL) {
                count(DecodeAnomaly.DNS_BAD_LABEL);
                return at;
            }
            if (fixed < 0 || fixed + RECORD_FIXED > capturedEnd) {
                count(anomaly(DnsName.CUT, cut));
                return wireEnd;
            }
            at = fixed + RECORD_FIXED + Bytes.u16(view.buffer, fixed + 8);
            if (at > wireEnd) {
                count(anomaly(DnsName.CUT, cut));
                return wireEnd;
            }
        }
        return at;
    }
}
