package io.nta.examples.server.http;

import io.javalin.http.HttpStatus;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses before a route sees it, such as a malformed address: a problem like every other refusal, instead of Jetty's own page. */
final class EarlyRefusal implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpStatus status = HttpStatus.forStatus(response.getStatus());
        Object reason = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        Problem problem = new Problem(status, reason == null ? status.getMessage() : reason.toString());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(Answers.bytes(problem::write)), callback);
        return true;
    }
}
