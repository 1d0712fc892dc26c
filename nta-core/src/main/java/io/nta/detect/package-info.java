/** From rows to alerts: verdicts, the rules that give them, and the policy that makes one alert of one attack. */
@NullMarked
package io.nta.detect;

import org.jspecify.annotations.NullMarked;
