package org.menagerie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Splits;
import org.menagerie.report.ModelFile;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.Page;
import org.menagerie.report.run.RunContext;
import org.menagerie.report.run.RunPage;
import org.menagerie.report.run.RunResults;

/** Makes the page of a finished run from its folder. */
public final class RunReport {
  private RunReport() {}

  /**
   * The page's text.
   *
   * @param splits the run's data; without it, examples and what families add are left out
   * @param folderFromPage the way from the page to the run's folder, with slashes
   */
  static String render(RunFolder folder, Optional<Splits> splits, String folderFromPage)
      throws IOException {
    RunResults results = RunResults.read(folder);
    Optional<RunContext> context = Optional.empty();
    if (splits.isPresent()) {
      ModelFile model = ModelFile.read(folder);
      context =
          Optional.of(new RunContext(results, model.network(), model.encoder(), splits.get()));
    }
    Page page = RunPage.of(results, context, folderFromPage);
    return HtmlPage.render(page);
  }

  /** Writes report.html into the run's folder. */
  public static Path write(RunFolder folder, Optional<Splits> splits) throws IOException {
    folder.write(RunFolder.REPORT, render(folder, splits, ""));
    return folder.file(RunFolder.REPORT);
  }
}
