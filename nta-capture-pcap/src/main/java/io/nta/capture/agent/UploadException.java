package io.nta.capture.agent;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a batch could not be uploaded. */
final class UploadException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    enum Remedy {
        /** Try again soon: the network, or a server in trouble. */
        RETRY,
        /** Try again much later: somebody must change something first, such as a key or a certificate. */
        LATER,
        /** Never try again: the server will not have this batch. */
        NEVER
    }

    private final Remedy remedy;
    private final transient @Nullable Duration retryAfter;

    UploadException(Remedy remedy, String message, @Nullable Duration retryAfter) {
        super(message);
        this.remedy = remedy;
        this.retryAfter = retryAfter;
    }

    UploadException(Remedy remedy, String message, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
        this.retryAfter = null;
    }

    Remedy remedy() {
        return remedy;
    }

    /** Returns how long the server asks to be left alone; null when it doesn't. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
