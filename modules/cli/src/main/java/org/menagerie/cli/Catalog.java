package org.menagerie.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import org.menagerie.core.Architecture;
import org.menagerie.core.Family;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;

/** The architectures that a program offers. */
public record Catalog(List<Family> families) {

  /** An architecture and the module it belongs to. */
  public record Entry(Family family, Architecture<?> architecture) {
    /** As it appears in a run's name: the module, and the architecture where there are several. */
    public String runName() {
      return family.architectures().size() == 1
          ? family.name()
          : family.name() + "-" + architecture.name();
    }
  }

  /** All of them, family by family. */
  public Stream<Entry> entries() {
    return families.stream()
        .flatMap(family -> family.architectures().stream().map(a -> new Entry(family, a)));
  }

  /** The architecture of that name; a module's name stands for its first. */
  public Entry find(String name) {
    if (name.isEmpty()) {
      throw new InvalidInputException(
          "name an architecture: "
              + entries().map(entry -> entry.architecture().name()).collect(joining(", ")));
    }
    return entries()
        .filter(entry -> entry.architecture().name().equals(name))
        .findFirst()
        .or(() -> entries().filter(entry -> entry.family().name().equals(name)).findFirst())
        .orElseThrow(
            () ->
                Settings.unknown(
                    "architecture",
                    name,
                    entries().map(entry -> entry.architecture().name()).toList()));
  }
}
