package org.menagerie.benchmarks.study;

import org.menagerie.benchmarks.report.Section;

/** A question about speed or memory, answered by measuring. */
public interface Study {

  /** Measures, and returns what was found. */
  Section run(Session session);
}
