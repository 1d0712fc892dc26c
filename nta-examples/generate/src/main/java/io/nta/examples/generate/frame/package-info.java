/** Bytes: frames with right lengths and checksums, and the capture file that they go to. */
@NullMarked
package io.nta.examples.generate.frame;

import org.jspecify.annotations.NullMarked;
