/** Where alerts go besides the store: a file, a webhook, syslog. Each has a queue of its own, so that none waits for another. */
@NullMarked
package io.nta.examples.server.output;

import org.jspecify.annotations.NullMarked;
