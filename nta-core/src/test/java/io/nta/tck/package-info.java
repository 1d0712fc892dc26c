/**
 * Kits for plugin writers: the contracts of {@link io.nta.spi} as tests. A plugin's test class extends the kit of its kind and says in one or two methods what is to
 * be tested. Each test's name is a sentence of the contract, and each failure ends with what to check.
 *
 * <p>Published as the artefact {@code io.nta:nta-core}, type {@code test-jar}, classifier {@code tck}. Needs the library and the JUnit 5 API, nothing else.
 */
@NullMarked
package io.nta.tck;

import org.jspecify.annotations.NullMarked;
