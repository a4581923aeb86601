package org.menagerie.attention;

/** How the steps become one vector, where the target has no steps; padding has no part in it. */
public enum Pooling {
  MEAN,
  /** Mean and maximum side by side. */
  MEAN_MAX,
  /** The last step. */
  LAST,
  /** A learned step in front that looks at all the others (Devlin et al., 2019). */
  CLASS_TOKEN,
  /** A mean with learned weights (Bahdanau et al., 2015). */
  ATTENTION
}
