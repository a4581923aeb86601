package org.menagerie.rnn;

/** How the steps of a sequence become one vector; padding has no part in it. */
public enum Pooling {
  /** The last step; of two directions, each one's own last step. */
  LAST,
  MEAN,
  MAX,
  /** Mean and maximum side by side. */
  MEAN_MAX,
  /** A mean with learned weights (Bahdanau et al., 2015). */
  ATTENTION
}
