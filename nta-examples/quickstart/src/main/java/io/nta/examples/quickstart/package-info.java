/** The library in an application of one's own. */
@NullMarked
package io.nta.examples.quickstart;

import org.jspecify.annotations.NullMarked;
