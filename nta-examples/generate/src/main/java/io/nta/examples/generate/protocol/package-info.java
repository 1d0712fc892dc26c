/** What hosts say to one another: TCP as a state machine at both ends, and what is said over it and over UDP. */
@NullMarked
package io.nta.examples.generate.protocol;

import org.jspecify.annotations.NullMarked;
