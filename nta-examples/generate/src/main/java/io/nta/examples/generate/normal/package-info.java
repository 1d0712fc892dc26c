/** Ordinary traffic, one scenario for each habit; many look like an attack at first sight. */
@NullMarked
package io.nta.examples.generate.normal;

import org.jspecify.annotations.NullMarked;
