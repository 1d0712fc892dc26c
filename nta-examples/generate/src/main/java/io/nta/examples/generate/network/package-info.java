/** Who there is: hosts with their addresses, how far apart they are, and the simulated time in which they act. */
@NullMarked
package io.nta.examples.generate.network;

import org.jspecify.annotations.NullMarked;
