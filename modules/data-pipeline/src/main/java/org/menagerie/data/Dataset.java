package org.menagerie.data;

/** Data read and understood, not yet split or encoded. */
public interface Dataset {

  /** The built-in name, or the file's name without its ending. */
  String name();

  /**
   * SHA-256 of the data's bytes, in hexadecimal.
   *
   * <p>Where several files make up the data, the SHA-256 of their hashes: their hexadecimal digits
   * in ASCII, one after the other, those of a separate test file last.
   */
  String sha256();

  /** What reading found and decided. */
  DataReport report();

  /** Number of examples that can be learned from, those of a separate test file included. */
  int examples();

  /** Splits the examples by the seed and encodes them by what the training part tells. */
  Prepared prepare(long seed);
}
