/** The eight attacks, one scenario each. */
@NullMarked
package io.nta.examples.generate.attack;

import org.jspecify.annotations.NullMarked;
