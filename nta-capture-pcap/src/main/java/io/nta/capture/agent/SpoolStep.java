package io.nta.capture.agent;

import java.io.IOException;

/** The steps by which a spool file comes about, in their order. Between any two of them the process may die. */
enum SpoolStep {
    /** The file exists under its temporary name. */
    CREATED,
    /** Some packets are in it. */
    PARTLY_WRITTEN,
    /** All of it is written, but perhaps not on the disk. */
    WRITTEN,
    /** It is on the disk. */
    SYNCED,
    /** It has its final name. */
    RENAMED,
    /** The name is on the disk. */
    NAME_SYNCED,
    /** The marker says that it is complete. */
    MARKED,
    /** The marker is on the disk. */
    MARK_SYNCED;

    /** Where a test may let the process die, or the disk be full. */
    @FunctionalInterface
    interface Seam {
        /** Nothing happens. */
        Seam NONE = (step, file) -> {};

        /** Called when a step of a file has been done. */
        void after(SpoolStep step, String file) throws IOException;
    }
}
