/** What the command prints: tables, figures, CSV, digests. */
@NullMarked
package io.nta.examples.cli.output;

import org.jspecify.annotations.NullMarked;
