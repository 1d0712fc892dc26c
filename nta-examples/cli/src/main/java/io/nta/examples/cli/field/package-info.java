/** The sensor's side of the command: {@code nta agent} and {@code nta send}. */
@NullMarked
package io.nta.examples.cli.field;

import org.jspecify.annotations.NullMarked;
