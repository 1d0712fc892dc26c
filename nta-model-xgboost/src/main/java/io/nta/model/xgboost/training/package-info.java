/** How a model is made of labelled rows: splits by group, boosting with XGBoost4J, calibration and thresholds. */
@NullMarked
package io.nta.model.xgboost.training;

import org.jspecify.annotations.NullMarked;
