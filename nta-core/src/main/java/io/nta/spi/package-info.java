/** What can be replaced: the interfaces of sources, aggregators, stores and detectors, and the loader that finds their providers. */
@NullMarked
package io.nta.spi;

import org.jspecify.annotations.NullMarked;
