package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Randomness;
import java.util.List;

/** HTTP/1.1 requests and answers (RFC 9112). */
public final class HttpMessages {
    /** What clients call themselves. */
    public static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "curl/7.88.1",
            "python-requests/2.32.3",
            "Go-http-client/1.1");

    private HttpMessages() {}

    /** Returns a GET as a client of that name sends it. */
    public static Payload get(String host, String path, String agent) {
        return Payload.text(head("GET", host, path, agent) + "\r\n");
    }

    /** Returns the head of a request without the empty line that ends it. */
    public static String head(String method, String host, String path, String agent) {
        String common = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + agent + "\r\n";
        if (!agent.startsWith("Mozilla")) {
            return common + "Accept: */*\r\n";
        }
        return common
                + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
                + "Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\n";
    }

    /** Returns the head of a request with a body of that length, and the empty line. */
    public static Payload post(String host, String path, String agent, long bodyBytes) {
        return Payload.text(head("POST", host, path, agent)
                + "Content-Type: application/octet-stream\r\nContent-Length: "
                + bodyBytes
                + "\r\n\r\n");
    }

    /** Returns an answer with a body. */
    public static Payload answer(int status, int bodyBytes, int seed) {
        String type = status == 200 ? "text/html; charset=utf-8" : "text/plain";
        Payload head = Payload.text("HTTP/1.1 " + status + " " + reason(status)
                + "\r\nServer: nginx/1.22.1\r\nContent-Type: " + type + "\r\nContent-Length: " + bodyBytes
                + "\r\nConnection: keep-alive\r\n\r\n");
        return bodyBytes == 0 ? head : head.then(Content.MARKUP.of(bodyBytes, seed));
    }

    private static String reason(int status) {
        return switch (status) {
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 304 -> "Not Modified";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Answer";
        };
    }

    /** Returns some path. */
    public static String path(Randomness random) {
        return "/" + random.word(random.between(2, 8)) + "/" + random.word(random.between(3, 14)) + ".html?id="
                + random.below(100_000);
    }
}
