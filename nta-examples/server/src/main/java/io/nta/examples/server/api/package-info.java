/** The read API: each class answers questions of one kind. */
@NullMarked
package io.nta.examples.server.api;

import org.jspecify.annotations.NullMarked;
