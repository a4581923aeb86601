package org.menagerie.data;

/** Follows a data set on its way into the cache; found, as families are, by ServiceLoader. */
public interface FetchListener {

  /** So many bytes have come, all files together; from 0 again where the next address is tried. */
  void onProgress(Fetchable set, long bytes);

  /** The set is there, or cannot be had. */
  void onEnd(Fetchable set);
}
