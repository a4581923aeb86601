package org.menagerie.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pictures below a folder, in the order of their paths, and the files that are none.
 *
 * <p>Hidden files are passed over; links are followed, except into a loop.
 */
record PictureFiles(List<Path> pictures, List<Path> others) {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "jpe", "bmp", "gif");

  /** Everything below a folder. */
  static PictureFiles below(Path folder) {
    return below(folder, Integer.MAX_VALUE);
  }

  /** What lies in a folder itself. */
  static PictureFiles directlyIn(Path folder) {
    return below(folder, 1);
  }

  private static PictureFiles below(Path folder, int depth) {
    List<Path> pictures = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          depth,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              return !dir.equals(folder) && hidden(dir)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              boolean deeper = attributes.isDirectory(); // too deep to be entered
              if (!hidden(file) && !deeper) {
                // a link that leads nowhere is no regular file
                (attributes.isRegularFile() && picture(file) ? pictures : others).add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
              others.add(file); // a loop of links, or not ours to read
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed: " + e.getMessage(), e);
    }
    // not by Path, whose order depends on the operating system
    pictures.sort(Comparator.comparing(Path::toString));
    return new PictureFiles(List.copyOf(pictures), List.copyOf(others));
  }

  /** The folders directly in a folder, hidden ones left out, by name. */
  static List<Path> folders(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(p -> Files.isDirectory(p) && !hidden(p))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /** The path of a file below a root, with slashes. */
  static String relative(Path root, Path file) {
    String path = (file.startsWith(root) ? root.relativize(file) : file).toString();
    return path.replace('\\', '/');
  }

  /** Whether a file's name ends as a picture's does. */
  static boolean picture(Path file) {
    String name = String.valueOf(file.getFileName());
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  // as desktops and archivers leave them
  private static boolean hidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.equals("__MACOSX") || name.equals("Thumbs.db");
  }

  /**
   * "2 files that are no pictures passed over (cat/notes.txt, a.webp)"; nothing where all are.
   *
   * @param root what names are relative to
   */
  List<String> notes(Path root) {
    if (others.isEmpty()) {
      return List.of();
    }
    String count =
        Phrases.count(others.size(), "file that is no picture", "files that are no pictures");
    List<String> names = others.stream().map(p -> relative(root, p)).toList();
    return List.of(count + " passed over (" + Phrases.list(names, 4) + ")");
  }
}
