package io.nta.feature;

import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.rate;
import static io.nta.feature.Measure.FTP_ATTEMPTS;
import static io.nta.feature.Measure.HTTP_LOGIN_REQUESTS;
import static io.nta.feature.Measure.HTTP_REJECTIONS;
import static io.nta.feature.Measure.SSH_ATTEMPTS;

import java.util.List;

/** Attempts to log in. */
final class LoginFeatures {
    static final List<Feature> ALL = List.of(
            new Feature(
                    "ssh_connection_attempts",
                    "login",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "TCP connections to port 22 or answered by an SSH banner, counted once: at the SYN for port 22, else when the banner shows; never packets",
                    count(SSH_ATTEMPTS)),
            new Feature(
                    "ftp_connection_attempts",
                    "login",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "TCP connections opened to port 20 or 21",
                    count(FTP_ATTEMPTS)),
            new Feature(
                    "http_login_attempts",
                    "login",
                    Unit.REQUESTS,
                    Merge.SUM,
                    "HTTP requests with a whole path segment (split at / . ? & =) that is login, signin, sign-in, auth, authenticate or wp-login, case folded",
                    count(HTTP_LOGIN_REQUESTS)),
            new Feature(
                    "login_request_rate",
                    "login",
                    Unit.REQUESTS_PER_SECOND,
                    Merge.DERIVED,
                    "http_login_attempts / window seconds",
                    rate(HTTP_LOGIN_REQUESTS)),
            new Feature(
                    "failed_login_count",
                    "login",
                    Unit.RESPONSES,
                    Merge.SUM,
                    "HTTP answers 401 and 403 to the key's requests",
                    count(HTTP_REJECTIONS)),
            new Feature(
                    "auth_attempts_per_min",
                    "login",
                    Unit.ATTEMPTS_PER_MINUTE,
                    Merge.DERIVED,
                    "(ssh + ftp + http login attempts) / window minutes",
                    s -> 60.0
                            * (s.get(SSH_ATTEMPTS) + s.get(FTP_ATTEMPTS) + s.get(HTTP_LOGIN_REQUESTS))
                            / s.seconds()));

    private LoginFeatures() {}
}
