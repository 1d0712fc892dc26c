/** HTTP: routes, parameters, answers, errors. Knows nothing of packets. */
@NullMarked
package io.nta.examples.server.http;

import org.jspecify.annotations.NullMarked;
