package io.nta.examples.server.security;

import io.nta.NtaException;
import io.nta.examples.server.config.ListenConfig;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;

/** Makes TLS of files. */
public final class Tls {
    private Tls() {}

    /**
     * Returns what the configuration's files give, or {@code null} without any.
     *
     * @throws NtaException when a file can't be read, or the password is wrong
     */
    public static @Nullable SSLContext of(ListenConfig config) {
        if (!config.tls()) {
            return null;
        }
        Path keystore = config.keystore();
        String text = config.password();
        char[] password = text == null ? new char[0] : text.toCharArray();
        try {
            if (keystore != null) {
                return SSLFactory.builder()
                        .withIdentityMaterial(keystore, password, "PKCS12")
                        .build()
                        .getSslContext();
            }
            Path certificate = config.certificate();
            Path privateKey = config.privateKey();
            if (certificate == null || privateKey == null) {
                throw new IllegalStateException("the configuration was checked");
            }
            return SSLFactory.builder()
                    .withIdentityMaterial(
                            text == null
                                    ? PemUtils.loadIdentityMaterial(certificate, privateKey)
                                    : PemUtils.loadIdentityMaterial(certificate, privateKey, password))
                    .build()
                    .getSslContext();
        } catch (GenericException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NtaException(
                    "TLS can't be set up from "
                            + (keystore != null ? keystore : config.certificate() + " and " + config.privateKey())
                            + ": "
                            + cause.getMessage(),
                    e);
        }
    }
}
