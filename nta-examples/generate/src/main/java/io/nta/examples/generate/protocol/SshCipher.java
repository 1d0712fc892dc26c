package io.nta.examples.generate.protocol;

/**
 * How long SSH packets become (RFC 4253, 6; RFC 5647; OpenSSH's PROTOCOL files).
 *
 * @param block to a multiple of how many bytes packets are padded
 * @param mac how many bytes of authentication follow
 * @param lengthIsPadded whether the four bytes of the length count as part of what is padded; not where the length is sent apart
 */
public record SshCipher(int block, int mac, boolean lengthIsPadded) {
    /** OpenSSH's first choice. */
    public static final SshCipher CHACHA20_POLY1305 = new SshCipher(8, 16, false);

    public static final SshCipher AES_GCM = new SshCipher(16, 16, false);

    /** AES in counter mode with HMAC-SHA-256 over what is encrypted. */
    public static final SshCipher AES_CTR_ETM = new SshCipher(16, 32, false);

    /** AES in counter mode with HMAC-SHA-1, as old clients have it. */
    public static final SshCipher AES_CTR_SHA1 = new SshCipher(16, 20, true);

    private static final int LENGTH_BYTES = 4;
    private static final int LEAST_PADDING = 4;

    /** Returns how many bytes a packet takes on the wire. */
    public int size(int payloadBytes) {
        int bare = (lengthIsPadded ? LENGTH_BYTES : 0) + 1 + payloadBytes + LEAST_PADDING;
        int padded = (bare + block - 1) / block * block;
        return padded + (lengthIsPadded ? 0 : LENGTH_BYTES) + mac;
    }

    /** Returns a packet. */
    public Payload packet(int payloadBytes, int seed) {
        return Content.OPAQUE.of(size(payloadBytes), seed);
    }
}
