package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nta.packet.PacketView.Http;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a TCP payload: HTTP start lines and headers, SSH, and the scans on demand, which are compared with searches in a text. */
class HttpFuzz {
    private static final int MAX_PAYLOAD = 60_000;
    private static final int BEHIND_METHOD = 5;
    private static final int LONGEST_NEW_KEYS = 252;

    private final DecodeLaws laws = new DecodeLaws();

    static Stream<byte[]> payloads() {
        return Stream.of(
                        "POST /a/login?x=1 HTTP/1.1\r\nHost: example.org\r\nContent-Length: 4\r\n"
                                + "Transfer-Encoding: gzip, chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
                        "GET http://example.org/x HTTP/1.1\r\n\r\n",
                        "CONNECT example.org:443 HTTP/1.1\n\n",
                        "OPTIONS * HTTP/1.0\r\nX: y\r\n",
                        "HTTP/1.1 401 Unauthorized\r\nA: b\r\n\r\n",
                        "X-a: b\r\n",
                        "SSH-2.0-x\r\n\0\0\0\f\n\u0015\0\0\0\0\0\0\0\0\0\0")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] frame(byte[] payload) {
        return Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .tcp(40_000, 8_080, TcpFlags.ACK)
                .payload(payload)
                .bytes();
    }

    @MethodSource("payloads")
    @DictionaryFile(resourcePath = "/io/nta/packet/http.dict")
    @FuzzTest
    void anyPayloadSaysWhatASlowReaderSays(byte[] payload) {
        if (payload.length > MAX_PAYLOAD) {
            return;
        }
        byte[] frame = frame(payload);
        laws.decode(LinkType.ETHERNET, frame, frame.length);
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        checkScans(laws.view(), text);
        checkRequest(laws.view(), text);
        if (FuzzInput.isToBeRepeated(payload)) {
            DecodeLaws.checkEnds(frame(FuzzInput.repeated(payload, 0)));
            DecodeLaws.checkEnds(frame(FuzzInput.repeated(payload, BEHIND_METHOD)));
        }
    }

    private static void checkScans(PacketView view, String text) {
        assertThat(view.httpBlankLineEnd()).as("empty line").isEqualTo(emptyLineEnd(text));
        assertThat(view.startsWithLineEnd()).isEqualTo(text.startsWith("\n") || text.startsWith("\r\n"));
        boolean lastChunk = text.equals("0\r\n\r\n") || text.endsWith("\n0\r\n\r\n");
        assertThat(view.endsWithLastChunk()).as("last chunk").isEqualTo(lastChunk);
        assertThat(view.sshNewKeysEnd()).as("NEWKEYS").isEqualTo(newKeysEnd(text));
        assertThat(view.sshBanner()).isEqualTo(text.startsWith("SSH-"));
    }

    private static int newKeysEnd(String text) {
        int first = -1;
        int end = -1;
        for (int length = 12; length <= LONGEST_NEW_KEYS; length += 8) {
            int at = text.indexOf("\0\0\0" + (char) length + (char) (length - 2) + "\u0015");
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
                end = at + 4 + length;
            }
        }
        return end > text.length() ? -1 : end;
    }

    private static int emptyLineEnd(String text) {
        int bare = text.indexOf("\n\n");
        int full = text.indexOf("\n\r\n");
        if (full >= 0 && (bare < 0 || full < bare)) {
            return full + 3;
        }
        return bare < 0 ? -1 : bare + 2;
    }

    private static void checkRequest(PacketView view, String text) {
        if (view.http() != Http.REQUEST) {
            assertThat(view.httpHost()).isNull();
            assertThat(view.httpPath()).isNull();
            return;
        }
        assertThat(text).startsWith(view.httpMethod() + " ");
        assertThat(view.httpPath().chars()).as("the path").noneMatch(c -> c <= ' ');
        assertThat(text.substring(view.httpPathOffset())).startsWith(view.httpPath());
        if (view.httpHost() != null) {
            assertThat(view.httpHost()).doesNotContain("\n");
            assertThat(text.substring(view.httpHostOffset())).startsWith(view.httpHost());
        }
    }
}
