/** The other kinds of plugins, each as small as it goes: what docs/writing-a-plugin.md shows. */
@NullMarked
package io.nta.examples.plugins;

import org.jspecify.annotations.NullMarked;
