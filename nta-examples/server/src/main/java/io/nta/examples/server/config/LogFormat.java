package io.nta.examples.server.config;

/** How a log is written. */
public enum LogFormat {
    /** A line for each message, for people. */
    TEXT,
    /** A JSON object a line, for programs. */
    JSON
}
