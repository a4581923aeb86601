package org.menagerie.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.menagerie.data.BuiltIn;
import org.menagerie.data.Datasets;
import picocli.CommandLine.Command;

/** Lists the data that can be named. */
@Command(name = "datasets", description = "Lists the built-in data sets, with sizes and licences.")
final class DatasetsCommand implements Callable<Integer> {
  private final Console console;

  DatasetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (BuiltIn data : Datasets.builtIn()) {
      console.out().printf(Locale.ROOT, "%-18s %s%n", data.name(), data.what());
      console
          .out()
          .printf(Locale.ROOT, "%-18s %,d rows, to predict: %s%n", "", data.rows(), data.target());
      console.out().printf(Locale.ROOT, "%-18s %s; %s%n", "", data.origin(), data.licence());
      console.out().printf(Locale.ROOT, "%-18s sha256 %s%n%n", "", data.sha256());
    }
    return 0;
  }
}
