/** How well detection does on labelled captures: labels, matching of alerts with them, figures, reports. */
@NullMarked
package io.nta.examples.cli.evaluation;

import org.jspecify.annotations.NullMarked;
