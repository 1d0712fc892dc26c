/**
 * How fast nta is, by JMH. See benchmarks/README.md.
 *
 * <p>What the core keeps to itself is measured from a class in the core's own package ({@code io.nta.window} here): the public API isn't widened for it.
 */
package io.nta.benchmarks;
