package org.menagerie.data;

import java.util.List;

/** Labelled pictures that were found, not yet decoded. */
interface PictureSource {

  /** What messages call it. */
  String name();

  /** What tells it from other pictures: a path, or the hash of what it holds. */
  String origin();

  /** The classes' names, in the order of a network's outputs; empty where there are none. */
  List<String> classes();

  /** Number of pictures. */
  int size();

  /** The sizes of some pictures, taken evenly. */
  List<PictureSize> sizes();

  /** Whether all pictures are known to be grey before they are read. */
  boolean grey();

  /** What the user should know of what was found. */
  List<String> notes();

  /**
   * Decodes the pictures.
   *
   * @param wanted classes to keep; labels are indices of this list
   */
  PictureSet read(PictureForm form, List<String> wanted);
}
