/** Running the library over capture files. */
@NullMarked
package io.nta.examples.cli.capture;

import org.jspecify.annotations.NullMarked;
