/** Reads packets out of capture files and off the wire and hands them, as they are, to a {@link io.nta.spi.PacketSink}. */
@NullMarked
package io.nta.capture;

import org.jspecify.annotations.NullMarked;
