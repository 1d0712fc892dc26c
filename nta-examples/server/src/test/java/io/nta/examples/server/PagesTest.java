package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files of the pages are sent. */
class PagesTest {
    private static final String FILE = "/dashboard/main.js";

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> get(String header, String value) throws Exception {
        return server.client().send(server.request(FILE).header(header, value).build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String decompressed(byte[] body) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip , zstd"})
    void whoTakesCompressedFilesGetsThem(String accepted) throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> compressed = get("Accept-Encoding", accepted);
            assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(compressed, "Vary")).isEqualTo("Accept-Encoding");
            assertThat(decompressed(compressed.body()))
                    .isEqualTo(server.get(FILE).body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "br"})
    void whoDoesNotGetsThemAsTheyAre(String accepted) throws Exception {
        HttpResponse<byte[]> plain = get("Accept-Encoding", accepted);
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(new String(plain.body(), StandardCharsets.UTF_8)).contains("import ");
    }

    @Test
    void whoHasAFileIsNotSentItAgain() throws Exception {
        String tag = header(server.get(FILE), "ETag");
        HttpResponse<byte[]> again = get("If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(again, "Content-Security-Policy")).contains("default-src 'none'");

        HttpResponse<byte[]> changed = get("If-None-Match", "W/\"of-an-earlier-build\"");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isNotEmpty();
    }
}
