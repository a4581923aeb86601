package org.menagerie.report.run;

import java.util.List;
import org.menagerie.report.page.Block;

/**
 * A section that a family of architectures adds to the pages of its runs; found through
 * ServiceLoader.
 *
 * <p>A section that throws is left out with a line that says so. Pictures and points it makes
 * should stay few: the whole page has to stay below 3 MB.
 */
public interface RunSection {

  /** The section's heading. */
  String title();

  /** Whether it stands before curves and examples: what the run is there for. */
  default boolean leads() {
    return false;
  }

  /** Whether it has something to show: the architecture is its own, the data of its kind. */
  boolean accepts(RunContext run);

  /** What stands in it. */
  List<Block> blocks(RunContext run);
}
