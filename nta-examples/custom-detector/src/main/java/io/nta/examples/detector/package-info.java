/** A detector plugin: one class and one service line. */
@NullMarked
package io.nta.examples.detector;

import org.jspecify.annotations.NullMarked;
