package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.PacketView.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStartLineTest {
    private static PacketView tcp(String payload) {
        return Decoding.of(Frames.ethernet()
                        .ip("10.0.0.1", "10.0.0.2")
                        .tcp(40000, 8081, TcpFlags.ACK)
                        .payload(payload)
                        .bytes())
                .view();
    }

    private static PacketView get(String target) {
        return tcp("GET " + target + " HTTP/1.1\r\n\r\n");
    }

    @Test
    void aRequestGivesMethodPathAndHost() {
        PacketView view = tcp("POST /a/b?c=d HTTP/1.1\r\nAccept: */*\r\nhOST: \t shop.example:81 \r\n\r\nbody");
        assertThat(view.http()).isEqualTo(Http.REQUEST);
        assertThat(view.httpMethod()).isSameAs("POST").isSameAs(view.httpMethodText());
        assertThat(view.httpPath()).isEqualTo("/a/b?c=d");
        assertThat(view.httpHost()).isEqualTo("shop.example:81");
        assertThat(view.httpStatus()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "PUT",
                "POST",
                "HEAD",
                "DELETE",
                "OPTIONS",
                "PATCH",
                "TRACE",
                "PROPFIND",
                "MKCOL",
                "COPY",
                "MOVE",
                "LOCK",
                "UNLOCK",
                "REPORT",
                "SEARCH"
            })
    void eachMethodIsKnown(String method) {
        assertThat(tcp(method + " / HTTP/1.1\r\n").httpMethod()).isEqualTo(method);
        assertThat(tcp(method + "X / HTTP/1.1\r\n").http()).isEqualTo(Http.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /", "GET /ind", "GET / HT", "GET * HTTP/1", "GET http", "POST /x HTTP/1.1", "GET /\r\n"})
    void aRequestLineMayEndWithThePacket(String start) {
        assertThat(tcp(start).http()).isEqualTo(Http.REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET ",
                "GETX",
                "GET",
                "GET\t/",
                "get / HTTP/1.1",
                "GET x HTTP/1.1",
                "OPTIONS sip:a@b SIP/2.0",
                "OPTIONS * RTSP/1.0",
                "PRI * HTTP/2.0",
                "GET / HTTP/2.0",
                "POST:/ HTTP/1.1",
                " GET / HTTP/1.1"
            })
    void whatOnlyLooksLikeARequestIsNone(String start) {
        assertThat(tcp(start).http()).isEqualTo(Http.NONE);
        assertThat(tcp(start).httpMethod()).isNull();
        assertThat(tcp(start).httpPath()).isNull();
    }

    @Test
    void anAbsoluteTargetIsSplitIntoHostAndPath() {
        PacketView view = tcp("GET http://login.example:8080/x?y HTTP/1.1\r\nHost: other\r\n\r\n");
        assertThat(view.httpHost()).isEqualTo("login.example:8080");
        assertThat(view.httpPath()).isEqualTo("/x?y");
        assertThat(view.httpLogin()).isFalse();
        assertThat(get("HTTPS://h").httpPath()).isEmpty();
        assertThat(get("HTTPS://h").httpHost()).isEqualTo("h");
    }

    @Test
    void connectHasAnAuthority() {
        PacketView view = tcp("CONNECT auth.example:443 HTTP/1.1\r\n\r\n");
        assertThat(view.httpMethod()).isEqualTo("CONNECT");
        assertThat(view.httpPath()).isEqualTo("auth.example:443");
        assertThat(view.httpLogin()).isFalse();
        assertThat(tcp("CONNECT /x HTTP/1.1").http()).isEqualTo(Http.NONE);
    }

    @Test
    void theHostMustBeAWholeLineOfTheHeader() {
        assertThat(tcp("GET / HTTP/1.1\r\nHost: exa").httpHost()).isNull();
        assertThat(tcp("GET / HTTP/1.1\r\nX-Host: a\r\n\r\n").httpHost()).isNull();
        assertThat(tcp("GET / HTTP/1.1\r\n\r\nHost: body\r\n").httpHost()).isNull();
        assertThat(tcp("GET / HTTP/1.1\nA: b\n\nHost: body\n").httpHost()).isNull();
        assertThat(tcp("GET / HTTP/1.1\r\nHost:\r\n").httpHost()).isNull();
        assertThat(tcp("GET / HTTP/1.1\nHost:a\n").httpHost()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "/login, true",
        "/LOGIN.php, true",
        "/wp-login.php?x=1, true",
        "/api/v1/Auth, true",
        "/?page=signin, true",
        "/a?b=c&sign-in=1, true",
        "/authenticate/, true",
        "/author, false",
        "/logins, false",
        "/my-login, false",
        "/wp-admin/login_form, false",
        "/oauth2/token, false",
        "/, false"
    })
    void aLoginIsAWholeSegmentOfThePath(String target, boolean login) {
        assertThat(get(target).httpLogin()).isEqualTo(login);
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 200 OK, 200", "HTTP/1.0 404, 404", "HTTP/1.1 40, 0", "HTTP/1., 0"})
    void aStatusLineMayEndWithThePacket(String start, int status) {
        assertThat(tcp(start).http()).isEqualTo(Http.RESPONSE);
        assertThat(tcp(start).httpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP", "HTTP/1", "HTTP/2.0 200 OK", "HTTP/1.1 2x0 OK", "HTTP/1.1 099 OK", "HTTPS/1.1 200 OK"})
    void whatOnlyLooksLikeAStatusLineIsNone(String start) {
        assertThat(tcp(start).http()).isEqualTo(Http.NONE);
    }

    @Test
    void nothingOfOnePacketIsSeenInTheNext() {
        PacketDecoder decoder = new PacketDecoder();
        PacketView view = new PacketView();
        for (String payload :
                new String[] {"POST /login HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n"
                }) {
            byte[] frame = Frames.ethernet()
                    .ip("10.0.0.1", "10.0.0.2")
                    .tcp(1, 80, 0)
                    .payload(payload)
                    .bytes();
            decoder.decode(0, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0, view);
        }
        assertThat(view.http()).isEqualTo(Http.RESPONSE);
        assertThat(view.httpMethod()).isNull();
        assertThat(view.httpHost()).isNull();
        assertThat(view.httpLogin()).isFalse();
        assertThat(view.httpPathLength()).isZero();
    }
}
