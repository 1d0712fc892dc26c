/** A seeded generator of traffic: scenarios play on a network in simulated time, and what a sensor sees becomes a capture with labels. */
@NullMarked
package io.nta.examples.generate;

import org.jspecify.annotations.NullMarked;
