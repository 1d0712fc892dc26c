/** Who talks to whom: attributes each packet to a connection with a known initiator, and follows what happens in it. */
@NullMarked
package io.nta.flow;

import org.jspecify.annotations.NullMarked;
