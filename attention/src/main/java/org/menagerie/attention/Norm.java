package org.menagerie.attention;

/** Where a block's layer normalisation stands. */
public enum Norm {
  /** In front of each branch, x + f(norm(x)) (Xiong et al., 2020). */
  BEFORE,
  /** Behind each sum, norm(x + f(x)) (Vaswani et al., 2017). */
  AFTER
}
