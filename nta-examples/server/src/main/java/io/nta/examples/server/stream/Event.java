package io.nta.examples.server.stream;

import org.jspecify.annotations.Nullable;

/**
 * Something to tell.
 *
 * @param id where it stands in the order of all that are remembered; {@code null} for one that isn't
 * @param type what happened
 * @param data a JSON object
 */
public record Event(@Nullable String id, String type, String data) {}
