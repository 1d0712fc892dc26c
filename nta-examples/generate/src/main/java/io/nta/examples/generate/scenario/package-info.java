/** What a scenario is, what it plays on, and where its free parameters come from. */
@NullMarked
package io.nta.examples.generate.scenario;

import org.jspecify.annotations.NullMarked;
