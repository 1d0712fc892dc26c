package io.nta.examples.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.nta.NtaException;
import io.nta.examples.server.config.LogFormat;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The log of a server that is a process of its own; to standard error. */
final class Logs {
    private Logs() {}

    /** Sets the form. Where something else than Logback is bound to SLF4J, that decides. */
    static void configure(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            String file = "logback-" + format.name().toLowerCase(Locale.ROOT) + ".xml";
            try {
                configurator.doConfigure(Logs.class.getResource(file));
            } catch (JoranException e) {
                throw new NtaException("The log can't be set up by " + file + ": " + e.getMessage(), e);
            }
        }
    }
}
