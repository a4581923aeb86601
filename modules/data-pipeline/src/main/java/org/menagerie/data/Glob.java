package org.menagerie.data;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.menagerie.core.InvalidInputException;

/** Pictures by a pattern such as {@code pets/*.png}, for shells that leave it to the program. */
final class Glob {
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  private Glob() {}

  /** The pictures that match, in order; an error where there are none. */
  static List<Path> matches(Path pattern) {
    if (!WILD.matcher(pattern.toString()).find()) {
      throw new InvalidInputException("there is no file or folder " + pattern);
    }
    Path base = base(pattern);
    PathMatcher matcher = matcher(pattern);
    List<Path> found =
        Files.isDirectory(base)
            ? PictureFiles.below(base).pictures().stream()
                .map(p -> pattern.isAbsolute() ? p : p.normalize())
                .filter(matcher::matches)
                .toList()
            : List.of();
    if (found.isEmpty()) {
      throw new InvalidInputException("no picture (PNG, JPEG, BMP or GIF) matches " + pattern);
    }
    return found;
  }

  private static PathMatcher matcher(Path pattern) {
    try {
      // a backslash is a separator on some systems and an escape in patterns
      return FileSystems.getDefault()
          .getPathMatcher("glob:" + pattern.toString().replace('\\', '/'));
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          pattern + " is no pattern that can be read: " + e.getDescription(), e);
    }
  }

  private static Path base(Path pattern) {
    Path base = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
    for (Path name : pattern) {
      if (WILD.matcher(name.toString()).find()) {
        return base.toString().isEmpty() ? Path.of(".") : base;
      }
      base = base.resolve(name);
    }
    return base;
  }
}
