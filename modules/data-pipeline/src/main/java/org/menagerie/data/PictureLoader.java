package org.menagerie.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.BytesWritable;
import org.menagerie.core.InvalidInputException;

/**
 * Decodes the pictures of a folder, on all cores; files that cannot be read are skipped up to a
 * limit.
 */
final class PictureLoader {
  private static final int SKIPPED = 5;
  private static final double SKIPPED_SHARE = 0.01;
  private static final int SLICE = 64; // files of one task

  private final PictureFolder folder;
  private final PictureForm form;
  private final int[] chosen;
  private final int[] labels;
  private final PixelStore store;
  private final String[] hashes;
  private final String[] failures;

  PictureLoader(PictureFolder folder, PictureForm form, List<String> wanted) {
    this.folder = folder;
    this.form = form;
    chosen = folder.having(wanted);
    labels = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      int label = folder.labels()[chosen[i]];
      labels[i] = label < 0 ? -1 : wanted.indexOf(folder.classes().get(label));
    }
    store = PixelStore.of(chosen.length, form.bytes());
    hashes = new String[chosen.length];
    failures = new String[chosen.length];
  }

  boolean isEmpty() {
    return chosen.length == 0;
  }

  PictureSet read() {
    int slices = (chosen.length + SLICE - 1) / SLICE;
    IntStream.range(0, slices)
        .parallel()
        .forEach(s -> readSlice(s * SLICE, Math.min((s + 1) * SLICE, chosen.length)));
    List<String> notes = skipped();
    int[] good = IntStream.range(0, chosen.length).filter(i -> failures[i] == null).toArray();
    List<String> names = new ArrayList<>();
    int[] kept = new int[good.length];
    for (int i = 0; i < good.length; i++) {
      names.add(name(good[i]));
      kept[i] = labels[good[i]];
    }
    return new PictureSet(form, store, good, kept, names, sha256(), notes);
  }

  private void readSlice(int from, int to) {
    List<URI> files = new ArrayList<>();
    for (int i = from; i < to; i++) {
      files.add(file(i).toUri());
    }
    try (PictureRecordReader reader = new PictureRecordReader(form)) {
      reader.initialize(new CollectionInputSplit(files));
      for (int i = from; i < to; i++) {
        hashes[i] = sha256(file(i));
        try {
          store.put(i, ((BytesWritable) reader.next().get(0)).getContent());
        } catch (UncheckedIOException e) {
          failures[i] = e.getCause().getMessage();
        }
      }
    }
  }

  private Path file(int i) {
    return folder.files().get(chosen[i]);
  }

  private String name(int i) {
    return folder.relative(file(i));
  }

  private List<String> skipped() {
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < failures.length; i++) {
      if (failures[i] != null) {
        bad.add(name(i) + " (" + failures[i] + ")");
      }
    }
    if (bad.isEmpty()) {
      return List.of();
    }
    if (bad.size() == failures.length) {
      throw new InvalidInputException(noneReadable(bad));
    }
    int most = Math.max(SKIPPED, (int) (SKIPPED_SHARE * failures.length));
    String count = Phrases.count(bad.size(), "picture", "pictures") + " that cannot be read";
    if (bad.size() > most) {
      throw new InvalidInputException(
          String.format(
              "%s: %s among %,d; at most %,d are skipped: %s",
              folder.name(), count, failures.length, most, Phrases.list(bad, 3)));
    }
    return List.of(count + " skipped: " + Phrases.list(bad, 3));
  }

  private String noneReadable(List<String> bad) {
    return bad.size() == 1
        ? name(0) + " cannot be read: " + failures[0]
        : String.format(
            "%s: none of %,d pictures can be read: %s",
            folder.name(), failures.length, Phrases.list(bad, 3));
  }

  // a picture moved to another class is other data
  private String sha256() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < hashes.length; i++) {
      all.append(name(i)).append('\n').append(hashes[i]).append('\n');
    }
    return FileScan.sha256(all.toString());
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return FileScan.sha256(in);
    } catch (IOException e) {
      return "unreadable"; // decoding says why
    }
  }
}
