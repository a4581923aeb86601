/** Trials that train a network: objective, folds, and the best configuration's last training. */
package org.menagerie.search.training;
