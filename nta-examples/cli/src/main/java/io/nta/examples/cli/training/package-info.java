/** From captures with labels to labelled rows, and from those to a model. */
@NullMarked
package io.nta.examples.cli.training;

import org.jspecify.annotations.NullMarked;
