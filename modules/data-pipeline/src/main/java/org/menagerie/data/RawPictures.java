package org.menagerie.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Pictures of one size that a data file holds as bytes.
 *
 * @param form how they are stored
 * @param labels class of each; -1 where it is not known
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record RawPictures(
    String name,
    List<String> classes,
    PictureForm form,
    PixelStore store,
    int[] labels,
    String sha256,
    List<String> notes)
    implements PictureSource {

  /** The pictures of an idx file, with the labels of another; {@code names} has all of these. */
  static RawPictures of(
      String name, IdxFile images, IdxFile labels, SortedMap<Integer, String> names) {
    List<Integer> known = List.copyOf(names.keySet());
    int[] codes = labels.values().map(label -> Collections.binarySearch(known, label)).toArray();
    String sha256 = FileScan.sha256(images.sha256() + labels.sha256());
    List<String> classes = List.copyOf(names.values());
    return new RawPictures(name, classes, form(images), images.rows(), codes, sha256, List.of());
  }

  /** The pictures of an idx file, their classes not known. */
  static RawPictures unlabelled(String name, IdxFile images) {
    int[] codes = new int[images.size()];
    Arrays.fill(codes, -1);
    return new RawPictures(
        name, List.of(), form(images), images.rows(), codes, images.sha256(), List.of());
  }

  /** The same pictures of some classes, which have all of them. */
  RawPictures ofClasses(List<String> kept) {
    int[] codes = Arrays.stream(labels).map(label -> kept.indexOf(classes.get(label))).toArray();
    return new RawPictures(name, kept, form, store, codes, sha256, notes);
  }

  private static PictureForm form(IdxFile images) {
    return new PictureForm(images.lengths()[1], images.lengths()[2], 1, Fit.STRETCH);
  }

  @Override
  public String origin() {
    return sha256;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<PictureSize> sizes() {
    return List.of(new PictureSize(form.height(), form.width()));
  }

  @Override
  public boolean grey() {
    return form.channels() == 1;
  }

  @Override
  public PictureSet read(PictureForm wantedForm, List<String> wanted) {
    int[] index = classes.stream().mapToInt(wanted::indexOf).toArray();
    int[] chosen =
        IntStream.range(0, labels.length)
            .filter(i -> labels[i] < 0 || index[labels[i]] >= 0)
            .toArray();
    int[] codes = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      codes[i] = labels[chosen[i]] < 0 ? -1 : index[labels[chosen[i]]];
    }
    List<String> files = Arrays.stream(chosen).mapToObj(Integer::toString).toList();
    PictureForm target = wantedForm.withChannels(form.channels());
    boolean same = target.shape().equals(form.shape());
    PixelStore pixels = same ? store : resized(chosen, target);
    int[] slots = same ? chosen : IntStream.range(0, chosen.length).toArray();
    return new PictureSet(target, pixels, slots, codes, files, sha256, List.of())
        .withChannels(wantedForm.channels());
  }

  private PixelStore resized(int[] chosen, PictureForm target) {
    PixelStore fresh = PixelStore.of(chosen.length, target.bytes());
    byte[] pixels = new byte[form.bytes()];
    for (int i = 0; i < chosen.length; i++) {
      store.get(chosen[i], pixels);
      fresh.put(i, target.place(pixels, form.height(), form.width()));
    }
    return fresh;
  }
}
