package io.nta.examples.server.ingest;

import java.io.IOException;

/** A client without batch ids sends something before the server has read what that client sent to an earlier process: nobody knows yet what of it is new. */
final class PastUnknownException extends IOException {
    private static final long serialVersionUID = 1L;

    PastUnknownException() {
        super("what this client sent before is still being read: send it again later, or with a batch_id");
    }
}
