package org.menagerie.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.menagerie.core.InvalidInputException;

/**
 * How many test pictures a network is shown in training, too: equal pixels, whatever the files.
 *
 * @param shared test pictures that occur among those to learn from
 * @param tested all test pictures
 * @param same whether they are as many as those to learn from
 */
record PictureOverlap(int shared, int tested, boolean same) {

  static PictureOverlap between(PictureSet learned, PictureSet tested) {
    long[] known = hashes(learned);
    Arrays.sort(known);
    long shared =
        Arrays.stream(hashes(tested)).filter(hash -> Arrays.binarySearch(known, hash) >= 0).count();
    return new PictureOverlap((int) shared, tested.size(), learned.size() == tested.size());
  }

  // 64 bits: of a million pictures, no two different ones share them by chance
  private static long[] hashes(PictureSet pictures) {
    MessageDigest digest = FileScan.sha256Digest();
    byte[] pixels = new byte[pictures.form().bytes()];
    long[] hashes = new long[pictures.size()];
    for (int i = 0; i < hashes.length; i++) {
      pictures.get(i, pixels);
      hashes[i] = ByteBuffer.wrap(digest.digest(pixels)).getLong();
    }
    return hashes;
  }

  /** What to say of it; refuses a test part that is the training part itself. */
  List<String> notes(String name) {
    if (same && shared == tested) {
      throw new InvalidInputException(
          "test part "
              + name
              + " holds the pictures to learn from and no others; a test part must be apart");
    }
    return shared == 0
        ? List.of()
        : List.of(
            Phrases.count(shared, "test picture", "test pictures")
                + " of "
                + tested
                + " also among those to learn from");
  }
}
