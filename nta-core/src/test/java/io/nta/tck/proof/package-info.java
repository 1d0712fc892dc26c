/** The kits themselves are tested: for each sentence there is a plugin that breaks it, and the kit says so, and says nothing else. */
@NullMarked
package io.nta.tck.proof;

import org.jspecify.annotations.NullMarked;
