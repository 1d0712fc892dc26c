/**
 * Event time and what is kept of it: watermark, panes, the mergeable state of each key, the aggregator that folds 5 s into 30 s into 180 s, and who gets rows when
 * there are too many.
 */
@NullMarked
package io.nta.window;

import org.jspecify.annotations.NullMarked;
