package org.menagerie.zoo.compare;

import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.menagerie.cli.ComparisonReport;
import org.menagerie.core.InvalidInputException;
import org.menagerie.data.Dataset;
import org.menagerie.data.Datasets;
import org.menagerie.report.comparison.ComparisonConfig;
import org.menagerie.report.comparison.ComparisonConfig.Source;

/** A data set of a comparison, opened. */
record Material(Source source, Dataset dataset) {

  /** Opens what the user named; a comma parts names, unless a file has it in its own. */
  static List<Material> named(String data, Map<String, String> set) {
    List<String> names = new File(data).exists() ? List.of(data) : List.of(data.split(",", -1));
    List<Material> all = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    for (String name : names) {
      Dataset dataset = Datasets.open(ComparisonReport.options(set, absolute(name.strip())));
      String folder = dataset.name().replaceAll("[^A-Za-z0-9._-]+", "-");
      for (int i = 2; !folders.add(folder); i++) {
        folder = folder.replaceFirst("(-\\d+)?$", "-" + i);
      }
      Source source = new Source(absolute(name.strip()), dataset.name(), dataset.sha256(), folder);
      all.add(new Material(source, dataset));
    }
    return all;
  }

  /** Opens the data of an earlier comparison; refuses it where it has changed. */
  static List<Material> of(ComparisonConfig config) {
    List<Material> all = new ArrayList<>();
    for (Source source : config.data()) {
      Dataset dataset = Datasets.open(ComparisonReport.options(config.set(), source.data()));
      if (!dataset.sha256().equals(source.sha256())) {
        throw new InvalidInputException(
            "data " + source.name() + " has changed since the comparison began; start a new one");
      }
      all.add(new Material(source, dataset));
    }
    return all;
  }

  /** The configuration must name the same files from any folder. */
  static String absolute(String name) {
    File file = new File(name);
    return Datasets.knows(name) || !file.exists() ? name : file.getAbsolutePath();
  }
}
