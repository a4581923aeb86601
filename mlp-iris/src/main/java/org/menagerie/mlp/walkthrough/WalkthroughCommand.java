package org.menagerie.mlp.walkthrough;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.menagerie.cli.ExtraCommand;
import org.menagerie.cli.Terminal;
import org.menagerie.core.Backend;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Screen;
import org.menagerie.report.page.TextPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the steps of a neural network and whether Deeplearning4j takes the same ones. */
@Command(
    name = "walkthrough",
    description = {
      "First principles: every step by its formula, computed with ND4J and by Deeplearning4j.",
      "Ends with exit code 1 where the two differ."
    })
public final class WalkthroughCommand implements ExtraCommand {
  private static final String ALL = "all";

  @Parameters(
      arity = "0..1",
      paramLabel = "SUBJECT",
      completionCandidates = Names.class,
      description = {
        "One of ${COMPLETION-CANDIDATES};",
        "without one, what there is, or with --html all of it."
      })
  private String subject;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page instead of text.")
  private Path html;

  @Spec private CommandSpec spec;

  @Override
  public String family() {
    return "mlp-iris";
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (subject == null && html == null) {
      list(out);
      return 0;
    }
    List<Subject> wanted = wanted();
    if (html != null) {
      checkFile();
    }
    Backend.start(1);
    List<Lesson> lessons = wanted.stream().map(Subject::lesson).toList();
    Page page = lessons.size() == 1 ? lessons.get(0).page() : together(lessons);
    if (html == null) {
      Terminal terminal = Terminal.ask();
      out.print(TextPage.render(page, new Screen(terminal.columns(), terminal.unicode())));
    } else {
      HtmlPage.write(page, html);
      out.println("wrote " + html);
    }
    List<Check> checks = lessons.stream().flatMap(lesson -> lesson.checks().stream()).toList();
    out.println(Lesson.verdict(checks).text());
    out.flush();
    return checks.stream().allMatch(Check::agrees) ? 0 : 1;
  }

  private List<Subject> wanted() {
    if (subject == null || subject.toLowerCase(Locale.ROOT).equals(ALL)) {
      return List.of(Subject.values());
    }
    for (Subject each : Subject.values()) {
      if (Settings.spell(each).equalsIgnoreCase(subject)) {
        return List.of(each);
      }
    }
    throw Settings.unknown("subject", subject, new Names());
  }

  private void checkFile() {
    if (Files.isDirectory(html)) {
      throw new InvalidInputException("--html: " + html + " is a folder; name a file in it");
    }
    Path folder = html.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException("--html: there is no folder " + folder);
    }
  }

  private static Page together(List<Lesson> lessons) {
    List<Page.Section> sections = new ArrayList<>();
    for (Lesson lesson : lessons) {
      Page page = lesson.page();
      List<Block> opening = List.of(new Paragraph(page.summary()));
      sections.add(new Page.Section(page.title(), "", opening));
      for (Page.Section section : page.sections()) {
        sections.add(new Page.Section(page.title(), section.title(), section.blocks()));
      }
    }
    return new Page(
        "First principles",
        "Every step of a neural network by its formula, computed with ND4J and once more by"
            + " Deeplearning4j's own network.",
        sections);
  }

  private static void list(PrintWriter out) {
    out.println("Subjects:");
    Arrays.stream(Subject.values())
        .forEach(each -> out.printf("  %-18s %s%n", Settings.spell(each), each.summary()));
    out.printf("  %-18s %s%n", ALL, "one after the other");
    out.println("walkthrough SUBJECT prints one; --html FILE writes it, or all, as a page.");
    out.flush();
  }

  /** What may stand for SUBJECT. */
  private static final class Names extends AbstractList<String> {
    @Override
    public String get(int index) {
      Subject[] subjects = Subject.values();
      return index == subjects.length ? ALL : Settings.spell(subjects[index]);
    }

    @Override
    public int size() {
      return Subject.values().length + 1;
    }
  }
}
