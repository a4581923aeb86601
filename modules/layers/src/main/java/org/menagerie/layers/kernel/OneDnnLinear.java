package org.menagerie.layers.kernel;

/** The gradients of a product with 'f' ordered weights, on rows in memory. */
final class OneDnnLinear {
  private final Ones ones = new Ones();

  /** dW = X^T dY and db = the column sums of dY, for X [rows, in] and dY [rows, out]. */
  void gradients(long rows, long in, long out, Address x, Address dy, Address dw, Address db) {
    // 'f' ordered [in, out] is row-major [out, in] = dY^T X
    OneDnn.gemm(true, false, out, in, rows, dy, out, x, in, 0f, dw, in);
    ones.sumRows(rows, out, dy, db);
  }

  /** dX = dY W^T. */
  static void inputGradient(long rows, long in, long out, Address dy, Address w, Address dx) {
    OneDnn.gemm(false, false, rows, in, out, dy, out, w, in, 0f, dx, in);
  }
}
