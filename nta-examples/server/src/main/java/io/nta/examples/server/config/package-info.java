/** What can be set, and where it is read from. */
@NullMarked
package io.nta.examples.server.config;

import org.jspecify.annotations.NullMarked;
