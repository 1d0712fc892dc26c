/** How fast nta is, by JMH. See benchmarks/README.md. */
package io.nta.benchmarks;
