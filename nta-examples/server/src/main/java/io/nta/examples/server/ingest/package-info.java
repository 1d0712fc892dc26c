/** How packets come in. */
@NullMarked
package io.nta.examples.server.ingest;

import org.jspecify.annotations.NullMarked;
