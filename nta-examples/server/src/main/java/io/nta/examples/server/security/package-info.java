/** Keys, scopes, sessions, TLS. */
@NullMarked
package io.nta.examples.server.security;

import org.jspecify.annotations.NullMarked;
