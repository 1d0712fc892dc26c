/** The demonstration: a server of its own, and a capture that is replayed into it. */
@NullMarked
package io.nta.examples.cli.demo;

import org.jspecify.annotations.NullMarked;
