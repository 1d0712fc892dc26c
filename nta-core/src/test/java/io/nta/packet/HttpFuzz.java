package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nta.packet.PacketView.Http;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a TCP payload: HTTP start lines and headers, SSH, and the scans on demand, which are compared with regular expressions. */
class HttpFuzz {
    private static final int MAX_PAYLOAD = 60_000;
    private static final int BEHIND_METHOD = 5;
    private static final Pattern EMPTY_LINE = Pattern.compile("\n\r?\n");
    private static final Pattern FIRST_LINE_END = Pattern.compile("\\A\r?\n");
    private static final Pattern LAST_CHUNK = Pattern.compile("(?:\\A|\n)0\r\n\r\n\\z");
    private static final Pattern NEW_KEYS = Pattern.compile("\0\0\0\f\n\u0015(?=[\\x00-\\xFF]{10})");
    private static final int NEW_KEYS_REST = 10;

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
        assertThat(view.httpBlankLineEnd()).as("empty line").isEqualTo(endOf(EMPTY_LINE, text));
        assertThat(view.startsWithLineEnd())
                .isEqualTo(FIRST_LINE_END.matcher(text).find());
        assertThat(view.endsWithLineEnd()).isEqualTo(text.endsWith("\n"));
        assertThat(view.endsWithLastChunk()).isEqualTo(LAST_CHUNK.matcher(text).find());
        int keys = endOf(NEW_KEYS, text);
        assertThat(view.sshNewKeysEnd()).as("NEWKEYS").isEqualTo(keys < 0 ? keys : keys + NEW_KEYS_REST);
        assertThat(view.sshBanner()).isEqualTo(text.startsWith("SSH-"));
    }

    private static int endOf(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.end() : -1;
    }

    private static void checkRequest(PacketView view, String text) {
        if (view.http() != Http.REQUEST) {
            assertThat(view.httpHost()).isNull();
            assertThat(view.httpPath()).isNull();
            return;
        }
        assertThat(text).startsWith(view.httpMethod() + " ");
        assertThat(view.httpPath()).matches("[^\\x00-\\x20]*");
        assertThat(text.substring(view.httpPathOffset())).startsWith(view.httpPath());
        if (view.httpHost() != null) {
            assertThat(view.httpHost()).doesNotContain("\n");
            assertThat(text.substring(view.httpHostOffset())).startsWith(view.httpHost());
        }
    }
}
