package io.nta.spi;

import java.lang.reflect.InvocationTargetException;
import java.util.ServiceConfigurationError;

/** What is done with anything that foreign code throws. */
final class Failures {
    private Failures() {}

    /** Throws {@code failure} if the whole virtual machine is in trouble, not just the code that threw it. */
    static void rethrowFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /** Returns what went wrong in one line: the innermost failure that isn't a mere wrapper, with what it commonly means. */
    static String reason(Throwable failure) {
        Throwable root = unwrapped(failure);
        String message = root.getMessage() == null ? "" : ": " + OptionFormat.oneLine(root.getMessage());
        String text = root.getClass().getSimpleName() + message;
        if (root instanceof NoClassDefFoundError || root instanceof ClassNotFoundException) {
            return text + " (is a jar that it needs missing?)";
        }
        if (root instanceof AbstractMethodError || root instanceof NoSuchMethodError) {
            return text + " (was it built for another version of a library?)";
        }
        return text;
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && isWrapper(inner)) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ServiceConfigurationError
                || failure instanceof ExceptionInInitializerError
                || failure instanceof InvocationTargetException;
    }
}
