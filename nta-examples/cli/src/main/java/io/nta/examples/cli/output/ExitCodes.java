package io.nta.examples.cli.output;

/** How the command ends. A public contract. */
public final class ExitCodes {
    /** All was done. */
    public static final int OK = 0;

    /** Something failed that is neither usage nor input: a full disk, a defect. */
    public static final int FAILED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** Some input can't be read, or not to its end; the rest was done. */
    public static final int UNREADABLE = 3;

    private ExitCodes() {}
}
