/** Where to begin: {@link io.nta.Analyzer} takes packets from a source and gives alerts to a listener. */
@NullMarked
package io.nta;

import org.jspecify.annotations.NullMarked;
