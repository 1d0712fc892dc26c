/** The {@code nta} command: a thin layer of options, messages and exit codes over the library. */
@NullMarked
package io.nta.examples.cli;

import org.jspecify.annotations.NullMarked;
