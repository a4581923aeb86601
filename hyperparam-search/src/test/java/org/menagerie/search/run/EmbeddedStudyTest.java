package org.menagerie.search.run;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Studies in a file. */
class EmbeddedStudyTest extends StudyContract {
  @TempDir private static Path folder;

  @Override
  String storage() {
    return "jdbc:sqlite:" + folder.resolve("studies.db");
  }
}
