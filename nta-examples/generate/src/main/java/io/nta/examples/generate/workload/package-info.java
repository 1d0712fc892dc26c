/** Fixed mixtures at a set rate, for measuring speed and limits. */
@NullMarked
package io.nta.examples.generate.workload;

import org.jspecify.annotations.NullMarked;
