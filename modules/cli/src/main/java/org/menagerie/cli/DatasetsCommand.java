package org.menagerie.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.menagerie.data.BuiltIn;
import org.menagerie.data.Datasets;
import org.menagerie.data.Fetchable;
import picocli.CommandLine.Command;

/** Lists the data that can be named. */
@Command(
    name = "datasets",
    description =
        "Lists the data sets that are built in or can be fetched, with sizes and licences.")
final class DatasetsCommand implements Callable<Integer> {
  private final Console console;

  DatasetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (BuiltIn data : Datasets.builtIn()) {
      line(data.name(), data.what());
      line("", rows(data.rows(), data.target()));
      line("", data.origin() + "; " + data.licence());
      line("", "built in, sha256 " + data.sha256());
      console.out().println();
    }
    for (Fetchable data : Datasets.fetchable()) {
      line(data.name(), data.what());
      line("", rows(data.rows(), data.target()));
      line("", data.origin() + "; " + data.licence());
      line(
          "",
          data.onThisMachine()
              .map(folder -> "on this machine: " + folder)
              .orElse("not on this machine; fetched when named (" + data.megabytes() + " MB)"));
      data.parts().forEach(part -> line("", "sha256 " + part.sha256() + " " + part.file()));
      line("", "hashes: " + data.hashes());
      console.out().println();
    }
    return 0;
  }

  private static String rows(int rows, String target) {
    return String.format(Locale.ROOT, "%,d examples, to predict: %s", rows, target);
  }

  private void line(String name, String text) {
    console.out().printf(Locale.ROOT, "%-18s %s%n", name, text);
  }
}
