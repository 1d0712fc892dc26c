/** Packets and alerts as JSON, with Jackson's streaming interface: the form in which they cross process boundaries, a public contract. */
@NullMarked
package io.nta.wire;

import org.jspecify.annotations.NullMarked;
