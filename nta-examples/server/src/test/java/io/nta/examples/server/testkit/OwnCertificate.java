package io.nta.examples.server.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine's loopback address that nobody but its owner has signed, made by the JDK's keytool.
 *
 * @param keystore PKCS12, with {@link #PASSWORD}
 * @param certificate PEM
 * @param privateKey PEM, not encrypted
 */
public record OwnCertificate(Path keystore, Path certificate, Path privateKey) {
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";
    private static final String ENCRYPTION = "PBEWithSHA1AndDESede";

    /** Makes one of {@code algorithm}, EC or RSA, in files whose names begin with {@code name}. */
    public static OwnCertificate make(Path folder, String name, String algorithm) throws Exception {
        Path keystore = folder.resolve(name + ".p12");
        Path certificate = folder.resolve(name + ".pem");
        keytool(
                keystore,
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-ext",
                "SAN=ip:127.0.0.1");
        keytool(keystore, "-exportcert", "-rfc", "-file", certificate.toString());
        Path privateKey = folder.resolve(name + ".key");
        Files.writeString(privateKey, pem("PRIVATE KEY", key(keystore).getEncoded()));
        return new OwnCertificate(keystore, certificate, privateKey);
    }

    private static Key key(Path keystore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(keystore)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        return keys.getKey(ALIAS, PASSWORD.toCharArray());
    }

    /** Returns a file with the private key, encrypted with {@link #PASSWORD}. */
    public Path encryptedKey() throws Exception {
        SecretKey secret =
                SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(new PBEKeySpec(PASSWORD.toCharArray()));
        Cipher cipher = Cipher.getInstance(ENCRYPTION);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] encrypted = cipher.doFinal(key(keystore).getEncoded());
        byte[] encoded = new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded();
        return Files.writeString(
                keystore.resolveSibling(keystore.getFileName() + ".enc"), pem("ENCRYPTED PRIVATE KEY", encoded));
    }

    /** Returns a context that trusts this certificate only. */
    public SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(keystore)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String pem(String kind, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static void keytool(Path keystore, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", ALIAS, "-keystore", keystore.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
    }
}
