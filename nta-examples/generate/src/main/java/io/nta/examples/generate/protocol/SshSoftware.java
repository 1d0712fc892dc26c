package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Randomness;
import java.util.List;

/**
 * What an implementation of SSH sends in the clear: its banner and what it proposes.
 *
 * @param banner its identification, without the line end
 * @param keyExchange how keys may be agreed on, its favourite first
 * @param hostKeys the host keys that it takes
 * @param ciphers the ciphers
 * @param macs the message authentication codes
 * @param methods how, as a server, it lets users prove who they are: what it names when it rejects them
 * @param asksNoneFirst whether, as a client, it asks which methods there are before it tries one
 */
public record SshSoftware(
        String banner,
        String keyExchange,
        String hostKeys,
        String ciphers,
        String macs,
        String methods,
        boolean asksNoneFirst) {
    private static final String USUAL_METHODS = "publickey,password";
    private static final String CURVES =
            "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384";
    private static final String GROUPS = ",diffie-hellman-group16-sha512,diffie-hellman-group14-sha256";
    private static final String KEYS = "ssh-ed25519,ecdsa-sha2-nistp256,rsa-sha2-512,rsa-sha2-256";
    private static final String MODERN =
            "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com";
    private static final String PLAIN = "aes128-ctr,aes192-ctr,aes256-ctr";
    private static final String ETM =
            "umac-64-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha1";

    public static final SshSoftware OPENSSH_9 = new SshSoftware(
            "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3",
            "sntrup761x25519-sha512@openssh.com," + CURVES + GROUPS,
            "ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com," + KEYS,
            MODERN,
            ETM,
            USUAL_METHODS,
            true);

    public static final SshSoftware OPENSSH_7 = new SshSoftware(
            "SSH-2.0-OpenSSH_7.4",
            CURVES + GROUPS + ",diffie-hellman-group14-sha1",
            KEYS + ",ssh-rsa",
            MODERN,
            ETM,
            "publickey,gssapi-keyex,gssapi-with-mic,password",
            true);

    public static final SshSoftware DROPBEAR = new SshSoftware(
            "SSH-2.0-dropbear_2022.83", CURVES, KEYS, PLAIN, "hmac-sha2-256,hmac-sha1", USUAL_METHODS, false);

    public static final SshSoftware LIBSSH = new SshSoftware(
            "SSH-2.0-libssh_0.10.6",
            CURVES + GROUPS,
            KEYS,
            MODERN,
            "hmac-sha2-256-etm@openssh.com,hmac-sha2-256",
            USUAL_METHODS,
            true);

    public static final SshSoftware LIBSSH2 = new SshSoftware(
            "SSH-2.0-libssh2_1.11.0", CURVES + GROUPS, KEYS, PLAIN, "hmac-sha2-256,hmac-sha1", USUAL_METHODS, false);

    public static final SshSoftware PARAMIKO = new SshSoftware(
            "SSH-2.0-paramiko_3.4.0",
            CURVES + GROUPS,
            KEYS + ",ssh-rsa",
            PLAIN,
            "hmac-sha2-256,hmac-sha1",
            USUAL_METHODS,
            false);

    public static final SshSoftware GO =
            new SshSoftware("SSH-2.0-Go", CURVES, KEYS, MODERN, "hmac-sha2-256", USUAL_METHODS, false);

    /** What people and scripts use. */
    public static final List<SshSoftware> CLIENTS = List.of(OPENSSH_9, OPENSSH_7, PARAMIKO, GO, LIBSSH2, DROPBEAR);

    /** What guessing tools are built on. */
    public static final List<SshSoftware> TOOLS = List.of(LIBSSH, LIBSSH2, PARAMIKO, GO, OPENSSH_9);

    public static final List<SshSoftware> SERVERS =
            List.of(OPENSSH_9, OPENSSH_7, DROPBEAR, OPENSSH_9.withMethods("publickey,password,keyboard-interactive"));

    private SshSoftware withMethods(String others) {
        return new SshSoftware(banner, keyExchange, hostKeys, ciphers, macs, others, asksNoneFirst);
    }

    Payload identification() {
        return Payload.text(banner + "\r\n");
    }

    /** Returns the proposal (RFC 4253, 7.1). */
    Payload proposal(Randomness random) {
        Bytes body = new Bytes().u8(20).random(random, 16);
        body.string(keyExchange)
                .string(hostKeys)
                .string(ciphers)
                .string(ciphers)
                .string(macs)
                .string(macs);
        return plainPacket(body.string("none,zlib@openssh.com")
                .string("none")
                .string("")
                .string("")
                .u8(0)
                .u32(0));
    }

    /** Returns an unencrypted packet around a message. */
    static Payload plainPacket(Bytes message) {
        int padding = 8 - (message.size() + 5) % 8;
        padding += padding < 4 ? 8 : 0;
        return new Bytes()
                .u32(message.size() + 1 + padding)
                .u8(padding)
                .all(message.toByteArray())
                .zeros(padding)
                .payload();
    }
}
