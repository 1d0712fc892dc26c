package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.DecodeAnomaly.Cause;
import io.nta.packet.PacketView.Http;
import io.nta.packet.PacketView.Network;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What holds of any frame at all: each method throws an {@link AssertionError} that names the law. */
final class DecodeLaws {
    private static final int MARGIN = 7;
    private static final int INTERFACE = 3;
    private static final long TIME = 1_767_225_600_123_456_789L;

    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketDecoder otherDecoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private final PacketView other = new PacketView();

    /** Returns the view of the last {@link #decode}. */
    PacketView view() {
        return view;
    }

    /**
     * Decodes a frame in a buffer that ends with it, so that reading on would throw, and checks what its view says; then once more elsewhere in a larger buffer,
     * where reading on would give other bytes.
     */
    boolean decode(LinkType linkType, byte[] frame, int wireLength) {
        long fatal = decoder.anomalies().fatal();
        boolean delivered = decoder.decode(TIME, linkType, frame, 0, frame.length, wireLength, INTERFACE, view);
        check(delivered == (view.network() != Network.OTHER), "delivered is what has a network");
        check(decoder.anomalies().fatal() - fatal == (delivered ? 0 : 1), "one fatal anomaly, or delivered");
        check(view.capturedLength() == frame.length, "the captured length is handed through");
        check(view.wireLength() >= view.capturedLength(), "no more is captured than was sent");
        checkPayload(frame.length);
        checkDns();
        checkHttp();
        checkScans();
        checkSameElsewhere(linkType, frame, wireLength, delivered);
        return delivered;
    }

    private void checkPayload(int captured) {
        check(view.payloadOffset() >= 0 && view.payloadCaptured() >= 0, "the payload is no negative place");
        check(view.payloadCaptured() <= view.payloadLength(), "no more payload is captured than was sent");
        check(view.payloadLength() <= view.wireLength(), "the payload is part of the frame");
        check(
                view.payloadCaptured() == 0 || view.payloadOffset() + view.payloadCaptured() <= captured,
                "the captured payload lies in the captured frame");
        for (int i = 0; i < view.payloadCaptured(); i++) {
            view.payloadByte(i);
        }
    }

    private void checkDns() {
        check(
                view.dnsAnswerBytes() >= 0 && view.dnsAnswerBytes() <= view.payloadLength(),
                "the answers are part of the payload");
        check(view.dnsNameLength() <= PacketView.MAX_NAME_LENGTH, "no name is longer than a name can be");
        check(view.dnsLabelCount() <= view.dnsNameLength(), "no label is empty");
        for (int i = 0; i < view.dnsNameLength(); i++) {
            check(view.dnsNameByte(i) < 'A' || view.dnsNameByte(i) > 'Z', "names are in lower case");
        }
        long hash = view.dnsNameHash();
        check(view.dnsNameHash() == hash, "the hash of a name doesn't change");
        check(view.hasDns() || view.dnsNameLength() == 0, "what is no DNS has no name");
    }

    private void checkHttp() {
        check(inPayload(view.httpPathOffset(), view.httpPathLength()), "the path is part of the payload");
        check(inPayload(view.httpHostOffset(), view.httpHostLength()), "the host is part of the payload");
        check((view.httpMethod() != null) == (view.http() == Http.REQUEST), "a request, and only it, has a method");
        boolean answered = view.http() == Http.RESPONSE && view.httpStatus() >= 100 && view.httpStatus() <= 999;
        check(view.httpStatus() == 0 || answered, "a response, and only it, has a status of three digits");
    }

    private void checkScans() {
        check(view.httpBlankLineEnd() <= view.payloadCaptured(), "the empty line is part of the payload");
        check(view.httpContentLength() >= -1, "no length is negative");
        check(view.sshNewKeysEnd() <= view.payloadCaptured(), "the SSH packet is part of the payload");
        check(!view.startsWithLineEnd() || view.payloadCaptured() > 0, "an empty payload has no line end");
    }

    private boolean inPayload(int offset, int length) {
        return offset >= 0 && length >= 0 && offset + length <= view.payloadCaptured();
    }

    private void checkSameElsewhere(LinkType linkType, byte[] frame, int wireLength, boolean delivered) {
        byte[] buffer = new byte[frame.length + 2 * MARGIN];
        Arrays.fill(buffer, (byte) 0x45);
        System.arraycopy(frame, 0, buffer, MARGIN, frame.length);
        boolean again = otherDecoder.decode(TIME, linkType, buffer, MARGIN, frame.length, wireLength, INTERFACE, other);
        check(again == delivered, "a frame is delivered wherever it lies");
        try {
            assertThat(ViewFacts.of(other))
                    .as("%s: a frame says the same wherever it lies", linkType)
                    .isEqualTo(ViewFacts.of(view));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("an accessor threw", e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Checks that cutting a frame, as a snap length does, can only hide: the cut frame isn't called malformed where the whole one isn't, and when it is delivered it
     * is the same packet, or one that carries it, since the tunnel's own packet counts where what is inside wasn't captured.
     */
    static void checkCut(LinkType linkType, byte[] frame, int captured) {
        Decoding whole = Decoding.of(linkType, frame);
        Decoding cut = Decoding.of(linkType, Arrays.copyOf(frame, captured), frame.length);
        Map<DecodeAnomaly, Long> surplus = new EnumMap<>(DecodeAnomaly.class);
        surplus.putAll(cut.anomalies());
        surplus.keySet().removeIf(anomaly -> anomaly.cause() == Cause.CAPTURE);
        surplus.keySet().removeAll(whole.anomalies().keySet());
        assertThat(surplus)
                .as("%s cut to %d: what the cut frame is blamed for and the whole one isn't", linkType, captured)
                .isEmpty();
        if (cut.delivered()) {
            check(whole.delivered(), "what is delivered cut is delivered whole");
            Ends ends = Ends.of(cut.view());
            if (!ends.equals(Ends.of(whole.view()))) {
                assertThat(carriers(linkType, frame))
                        .as("%s cut to %d: the packets that carry the whole frame's", linkType, captured)
                        .contains(ends);
            }
        }
    }

    /** Returns whose packets lie around the innermost one: each is what the frame says when no more encapsulations may be entered. */
    private static Set<Ends> carriers(LinkType linkType, byte[] frame) {
        Set<Ends> carriers = new HashSet<>();
        PacketView view = new PacketView();
        for (int limit = 0; limit < DecoderConfig.defaults().maxEncapsulations(); limit++) {
            PacketDecoder decoder = new PacketDecoder(new DecoderConfig(limit));
            if (decoder.decode(TIME, linkType, frame, 0, frame.length, frame.length, INTERFACE, view)) {
                carriers.add(Ends.of(view));
            }
        }
        return carriers;
    }

    /** Whose packet it is. */
    private record Ends(Network network, IpAddress source, IpAddress destination) {
        static Ends of(PacketView view) {
            return new Ends(view.network(), view.sourceAddress(), view.destinationAddress());
        }
    }

    /** Decodes a large frame and makes all its scans. There is nothing to see but that it ends, long before the fuzzer's timeout. */
    static void checkEnds(byte[] frame) {
        PacketView view = Decoding.of(frame).view();
        check(view.httpBlankLineEnd() <= frame.length, "the empty line is part of the frame");
        check(view.httpContentLength() >= -1, "no length is negative");
        check(!view.httpChunked() || view.payloadCaptured() > 0, "an empty payload has no header lines");
        check(view.sshNewKeysEnd() <= frame.length, "the SSH packet is part of the frame");
    }

    private static void check(boolean holds, String law) {
        if (!holds) {
            throw new AssertionError(law);
        }
    }
}
