/** What captures are known to hold: labels of episodes and of whole captures, and where they lie. */
@NullMarked
package io.nta.examples.cli.labels;

import org.jspecify.annotations.NullMarked;
