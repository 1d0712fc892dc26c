package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextScanTest {
    private static final String NEW_KEYS = "\0\0\0\u000c\n\u0015" + "\0".repeat(10);

    private static Frames frame(String payload) {
        return Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .tcp(40000, 80, TcpFlags.ACK)
                .payload(payload);
    }

    private static PacketView tcp(String payload) {
        return Decoding.of(frame(payload).bytes()).view();
    }

    private static PacketView cut(String captured, String notCaptured) {
        byte[] bytes = frame(captured + notCaptured).bytes();
        return Decoding.captured(bytes.length - notCaptured.length(), bytes).view();
    }

    @Test
    void theBlankLineIsTheFirstEmptyOneInsideThePayload() {
        assertThat(tcp("A: b\r\n\r\nbody\r\n\r\n").httpBlankLineEnd()).isEqualTo(8);
        assertThat(tcp("A: b\n\nbody").httpBlankLineEnd()).isEqualTo(6);
        assertThat(tcp("A: b\n\r\n").httpBlankLineEnd()).isEqualTo(7);
        assertThat(tcp("\r\n\r\n").httpBlankLineEnd()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A: b", "A: b\r\n", "A: b\r\n\r", "\r\nA: b\r\n", "A\r\n\rB\n", "\n"})
    void thereMayBeNoBlankLine(String payload) {
        assertThat(tcp(payload).httpBlankLineEnd()).isEqualTo(-1);
    }

    @Test
    void aLineEndAtTheStartIsSeen() {
        assertThat(tcp("\r\nA").startsWithLineEnd()).isTrue();
        assertThat(tcp("\nA").startsWithLineEnd()).isTrue();
        assertThat(tcp("\rA").startsWithLineEnd()).isFalse();
        assertThat(tcp("\r").startsWithLineEnd()).isFalse();
        assertThat(tcp("").startsWithLineEnd()).isFalse();
    }

    @Test
    void aPayloadWhoseEndWasNotCapturedHasNoKnownEnd() {
        assertThat(cut("0\r\n\r\n", "B").endsWithLastChunk()).isFalse();
    }

    @Test
    void theContentLengthIsReadFromTheHeaderLines() {
        assertThat(tcp("POST / HTTP/1.1\r\nA: b\r\ncontent-LENGTH: \t42 \r\n\r\n")
                        .httpContentLength())
                .isEqualTo(42);
        assertThat(tcp("Content-Length:0\n").httpContentLength()).isZero();
        assertThat(tcp("\r\nContent-Length: 7\r\n").httpContentLength()).isEqualTo(7);
        assertThat(tcp("A: b\r\nContent-Length: 999999999999999999\r\n").httpContentLength())
                .isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: b\r\n\r\nContent-Length: 42\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 4 2\r\n",
                "Content-Length: 0x10\r\n",
                "Content-Length:\r\n",
                "Content-Length: 1000000000000000000\r\n",
                "Content-Length: 42",
                "Content-Length-X: 42\r\n",
                "X-Content-Length: 42\r\n"
            })
    void anAbsentOrMalformedContentLengthIsMinusOne(String payload) {
        assertThat(tcp(payload).httpContentLength()).isEqualTo(-1);
    }

    @Test
    void chunkedIsTheLastTransferCoding() {
        assertThat(tcp("A: b\r\nTransfer-Encoding: chunked\r\n").httpChunked()).isTrue();
        assertThat(tcp("transfer-encoding:gzip, Chunked\r\n").httpChunked()).isTrue();
        assertThat(tcp("Transfer-Encoding: chunked, gzip\r\n").httpChunked()).isFalse();
        assertThat(tcp("Transfer-Encoding: unchunked\r\n").httpChunked()).isFalse();
        assertThat(tcp("Transfer-Encoding:\r\n").httpChunked()).isFalse();
        assertThat(tcp("A: b\r\n\r\nTransfer-Encoding: chunked\r\n").httpChunked())
                .isFalse();
    }

    @Test
    void theLastChunkStartsALine() {
        assertThat(tcp("0\r\n\r\n").endsWithLastChunk()).isTrue();
        assertThat(tcp("5\r\nhello\r\n0\r\n\r\n").endsWithLastChunk()).isTrue();
        assertThat(tcp("10\r\n\r\n").endsWithLastChunk()).isFalse();
        assertThat(tcp("0\r\n\r\nx").endsWithLastChunk()).isFalse();
        assertThat(tcp("\r\n\r\n").endsWithLastChunk()).isFalse();
    }

    @Test
    void newKeysAreFoundAnywhereInThePayload() {
        assertThat(tcp(NEW_KEYS).sshNewKeysEnd()).isEqualTo(16);
        assertThat(tcp("x".repeat(33) + NEW_KEYS + "encrypted").sshNewKeysEnd()).isEqualTo(49);
        assertThat(tcp("\0" + NEW_KEYS).sshNewKeysEnd()).isEqualTo(17);
        assertThat(tcp(NEW_KEYS.substring(0, 15)).sshNewKeysEnd()).isEqualTo(-1);
        assertThat(tcp("").sshNewKeysEnd()).isEqualTo(-1);
        assertThat(cut("x" + NEW_KEYS, "y").sshNewKeysEnd()).isEqualTo(17);
    }

    /** RFC 4253, 6: there may be up to 255 bytes of padding. Ruby's net-ssh sends 18. */
    @Test
    void newKeysMayHaveMorePaddingThanTheyNeed() {
        String ruby = "\0\0\0\u0014\u0012\u0015" + "\0".repeat(18);
        assertThat(tcp("x" + ruby + "encrypted").sshNewKeysEnd()).isEqualTo(25);
        assertThat(tcp(ruby.substring(0, 23)).sshNewKeysEnd()).isEqualTo(-1);
        assertThat(tcp("\0\0\0\u00fc\u00fa\u0015" + "x".repeat(250)).sshNewKeysEnd())
                .isEqualTo(256);
        // Not a multiple of 8, another padding than the length leaves, another message.
        assertThat(tcp("\0\0\0\u0015\u0013\u0015" + "\0".repeat(30)).sshNewKeysEnd())
                .isEqualTo(-1);
        assertThat(tcp("\0\0\0\u0014\u0011\u0015" + "\0".repeat(30)).sshNewKeysEnd())
                .isEqualTo(-1);
        assertThat(tcp("\0\0\0\u0014\u0012\u0014" + "\0".repeat(30)).sshNewKeysEnd())
                .isEqualTo(-1);
    }

    @Test
    void anSshBannerStartsThePayload() {
        assertThat(tcp("SSH-2.0-OpenSSH_9.2\r\n").sshBanner()).isTrue();
        assertThat(tcp("SSH").sshBanner()).isFalse();
        assertThat(tcp("xSSH-2.0").sshBanner()).isFalse();
    }
}
