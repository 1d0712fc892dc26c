package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Randomness;
import java.nio.charset.StandardCharsets;

/** TLS as a sensor sees it: hellos in the clear (RFC 8446, 4.1), then records that hide everything but their length. */
public final class TlsMessages {
    private static final int HANDSHAKE = 22;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int APPLICATION_DATA = 23;
    private static final int LARGEST_RECORD = 16_384;
    private static final int RECORD_HEADER = 5;
    private static final int[] CIPHER_SUITES = {
        0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014, 0x009C, 0x009D
    };

    private TlsMessages() {}

    /** Returns a ClientHello record that names the server. */
    public static Payload clientHello(Randomness random, String serverName) {
        Bytes extensions = new Bytes();
        byte[] name = serverName.getBytes(StandardCharsets.US_ASCII);
        extensions
                .u16(0)
                .u16(name.length + 5)
                .u16(name.length + 3)
                .u8(0)
                .u16(name.length)
                .all(name);
        extensions.u16(10).u16(8).u16(6).u16(0x1D).u16(0x17).u16(0x18);
        extensions.u16(13).u16(10).u16(8).u16(0x0403).u16(0x0804).u16(0x0401).u16(0x0503);
        extensions.u16(16).u16(14).u16(12).u8(2).text("h2").u8(8).text("http/1.1");
        extensions.u16(43).u16(5).u8(4).u16(0x0304).u16(0x0303);
        extensions.u16(51).u16(38).u16(36).u16(0x1D).u16(32).random(random, 32);
        Bytes hello = new Bytes().u16(0x0303).random(random, 32).u8(32).random(random, 32);
        hello.u16(2 * CIPHER_SUITES.length);
        for (int suite : CIPHER_SUITES) {
            hello.u16(suite);
        }
        hello.u8(1).u8(0).u16(extensions.size()).all(extensions.toByteArray());
        return handshake(1, hello);
    }

    /** Returns what a server of TLS 1.3 answers: its hello, then its certificate and the rest, of that size, encrypted. */
    public static Payload serverFlight(Randomness random, int certificateBytes) {
        Bytes hello = new Bytes().u16(0x0303).random(random, 32).u8(32).random(random, 32);
        hello.u16(0x1301).u8(0).u16(46).u16(43).u16(2).u16(0x0304);
        hello.u16(51).u16(36).u16(0x1D).u16(32).random(random, 32);
        return handshake(2, hello).then(changeCipherSpec()).then(records(certificateBytes, random.nextInt()));
    }

    /** Returns the client's last word of the handshake. */
    public static Payload clientFinished(Randomness random) {
        return changeCipherSpec().then(records(53, random.nextInt()));
    }

    /** Returns data of that size, cut into records of the largest size. */
    public static Payload records(int bytes, int seed) {
        return new Records(bytes, Content.OPAQUE.of(bytes, seed));
    }

    private static Payload changeCipherSpec() {
        return Payload.of(new byte[] {CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1});
    }

    private static Payload handshake(int type, Bytes body) {
        int size = body.size();
        Bytes record =
                new Bytes().u8(HANDSHAKE).u16(type == 1 ? 0x0301 : 0x0303).u16(size + 4);
        return Payload.of(
                record.u8(type).u8(0).u16(size).all(body.toByteArray()).toByteArray());
    }

    /** Encrypted records: each a header and up to 16 384 bytes. */
    private record Records(int bytes, Payload content) implements Payload {
        @Override
        public int length() {
            return bytes + RECORD_HEADER * records();
        }

        private int records() {
            return (bytes + LARGEST_RECORD - 1) / LARGEST_RECORD;
        }

        @Override
        public void copy(int from, byte[] to, int at, int count) {
            int whole = LARGEST_RECORD + RECORD_HEADER;
            int copied = 0;
            while (copied < count) {
                int record = (from + copied) / whole;
                int within = (from + copied) % whole;
                if (within < RECORD_HEADER) {
                    to[at + copied++] = (byte) header(record, within);
                } else {
                    int size = size(record) + RECORD_HEADER;
                    int part = Math.min(count - copied, size - within);
                    content.copy(record * LARGEST_RECORD + within - RECORD_HEADER, to, at + copied, part);
                    copied += part;
                }
            }
        }

        private int size(int record) {
            return Math.min(LARGEST_RECORD, bytes - record * LARGEST_RECORD);
        }

        private int header(int record, int place) {
            return switch (place) {
                case 0 -> APPLICATION_DATA;
                case 1, 2 -> 3;
                case 3 -> size(record) >>> 8;
                default -> size(record);
            };
        }
    }
}
