package io.nta.examples.server.security;

import io.nta.NtaException;
import io.nta.examples.server.config.ListenConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.KeyStoreUtils;
import org.jspecify.annotations.Nullable;

/** Makes TLS of files. */
public final class Tls {
    private static final byte[] SIGNED = {1};
    /** How keys of these algorithms are tried out; those of others are taken as they are. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "ECDSA", "SHA256withECDSA", "EdDSA", "EdDSA");

    private Tls() {}

    /**
     * Returns what the configuration's files give, or {@code null} without any.
     *
     * @throws NtaException when a file can't be read, the password is wrong, or the private key isn't the certificate's; says which
     */
    public static @Nullable SSLContext of(ListenConfig config) {
        if (!config.tls()) {
            return null;
        }
        Path keystore = config.keystore();
        String password = config.password();
        X509ExtendedKeyManager keys = keystore != null
                ? ofKeystore(readable("tls.keystore", keystore), password)
                : ofPem(
                        readable("tls.certificate", config.certificate()),
                        readable("tls.private_key", config.privateKey()),
                        password);
        return SSLFactory.builder().withIdentityMaterial(keys).build().getSslContext();
    }

    private static Path readable(String setting, @Nullable Path file) {
        Path known = Objects.requireNonNull(file, "the configuration was checked");
        if (!Files.isReadable(known)) {
            throw new NtaException(setting + " = '" + known + "': there is no such file, or it may not be read");
        }
        return known;
    }

    private static X509ExtendedKeyManager ofKeystore(Path keystore, @Nullable String password) {
        char[] secret = password == null ? new char[0] : password.toCharArray();
        try {
            KeyStore store = KeyStoreUtils.loadKeyStore(keystore, secret, "PKCS12");
            boolean any = false;
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, secret) instanceof PrivateKey key) {
                    checkPair(key, store.getCertificate(alias), "tls.keystore = '" + keystore + "'");
                    any = true;
                }
            }
            if (!any) {
                throw new NtaException("tls.keystore = '" + keystore + "': it holds no private key with a certificate");
            }
            return KeyManagerUtils.createKeyManager(store, secret);
        } catch (GenericException | IllegalArgumentException | GeneralSecurityException e) {
            throw broken("tls.keystore = '" + keystore + "'", "a PKCS12 file, and tls.password its password", e);
        }
    }

    private static X509ExtendedKeyManager ofPem(Path certificate, Path privateKey, @Nullable String password) {
        List<X509Certificate> chain;
        try {
            chain = PemUtils.loadCertificate(certificate);
        } catch (GenericException | IllegalArgumentException e) {
            throw broken("tls.certificate = '" + certificate + "'", "certificates in PEM", e);
        }
        PrivateKey key;
        try {
            key = password == null
                    ? PemUtils.loadPrivateKey(privateKey)
                    : PemUtils.loadPrivateKey(privateKey, password.toCharArray());
        } catch (GenericException | IllegalArgumentException e) {
            throw broken(
                    "tls.private_key = '" + privateKey + "'",
                    "a private key in PEM, and if it is encrypted, tls.password its password",
                    e);
        }
        checkPair(key, chain.get(0), "tls.private_key = '" + privateKey + "'");
        return KeyManagerUtils.createKeyManager(key, chain.toArray(new Certificate[0]));
    }

    private static NtaException broken(String what, String wanted, Exception cause) {
        Throwable reason = cause.getCause() == null ? cause : cause.getCause();
        return new NtaException(what + ": it can't be used: " + reason.getMessage() + "; wanted is " + wanted, cause);
    }

    /** Clients would only be told that the handshake failed. */
    private static void checkPair(PrivateKey key, Certificate certificate, String what) {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        PublicKey known = certificate.getPublicKey();
        try {
            if (algorithm == null || signs(key, known, algorithm)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new NtaException(what + ": its key is not the certificate's: " + e.getMessage(), e);
        }
        throw new NtaException(
                what + ": its key is not the certificate's; give the key that the certificate was made for");
    }

    private static boolean signs(PrivateKey key, PublicKey known, String algorithm) throws GeneralSecurityException {
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(SIGNED);
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(known);
        checking.update(SIGNED);
        return checking.verify(signature);
    }
}
