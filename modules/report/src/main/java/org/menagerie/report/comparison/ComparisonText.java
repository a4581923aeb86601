package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Screen;
import org.menagerie.report.page.TextPage;
import org.menagerie.report.page.Tone;

/**
 * A comparison on a terminal: a leaderboard for each data set, what did not come to its end, and
 * the mean ranks over several.
 */
public final class ComparisonText {
  private ComparisonText() {}

  /** The text, ending in a line break. */
  public static String of(Comparison comparison, Screen screen) {
    List<Page.Section> sections = new ArrayList<>();
    for (Contest contest : comparison.contests()) {
      List<Block> blocks = new ArrayList<>();
      blocks.add(new Leaderboard(contest).brief());
      for (Standing standing : contest.standings()) {
        for (String failure : standing.contender().failures()) {
          blocks.add(new Note(Tone.BAD, Plain.shown(standing.contender().name() + ", " + failure)));
        }
      }
      sections.add(new Page.Section(Plain.shown(contest.data().name()), blocks));
    }
    if (comparison.contests().size() > 1) {
      sections.add(new Page.Section("All data sets", RankSection.blocks(comparison)));
    }
    String text = TextPage.render(new Page("", Headline.of(comparison), sections), screen);
    return text.strip() + "\n";
  }
}
