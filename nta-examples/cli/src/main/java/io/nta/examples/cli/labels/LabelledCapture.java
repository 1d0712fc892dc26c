package io.nta.examples.cli.labels;

import java.nio.file.Path;

/**
 * A capture and what is known to have happened in it.
 *
 * @param file the capture
 * @param name how reports call it
 * @param labels what happened
 */
public record LabelledCapture(Path file, String name, Labels labels) {}
