package io.nta.examples.server.http;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file of the pages as it is sent: compressed once, and not at all to a browser that has it. Immutable. */
final class PageFile {
    private static final Splitter ITEMS = Splitter.on(',').trimResults();

    private final byte[] content;
    private final byte[] compressed;
    private final String tag;

    /** Creates a file with this content, which is not to be changed. */
    PageFile(byte[] content) throws IOException {
        this.content = content;
        this.compressed = gzip(content);
        // Weak: it stands for both forms.
        this.tag = "W/\"" + Hashing.sha256().hashBytes(content) + "\"";
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** Answers with it, or that the browser has it. */
    void send(Context context) {
        context.header("ETag", tag);
        context.header("Vary", "Accept-Encoding");
        if (listed(context.header("If-None-Match"), tag)) {
            context.status(HttpStatus.NOT_MODIFIED);
        } else if (listed(context.header("Accept-Encoding"), "gzip")) {
            context.header("Content-Encoding", "gzip");
            context.result(compressed);
        } else {
            context.disableCompression();
            context.result(content);
        }
    }

    private static boolean listed(@Nullable String header, String item) {
        return header != null && ITEMS.splitToStream(header).anyMatch(item::equals);
    }
}
