package org.menagerie.search.study;

import java.sql.SQLException;
import java.util.List;
import org.menagerie.core.InvalidInputException;

/** The tables of studies, version by version. */
final class Schema {
  /** What leads from one version to the next; never to be changed, only added to. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE TABLE study ("
                  + "name VARCHAR(200) PRIMARY KEY, identity TEXT NOT NULL,"
                  + " created BIGINT NOT NULL)",
              "CREATE TABLE trial ("
                  + "study VARCHAR(200) NOT NULL REFERENCES study(name), number INTEGER NOT NULL,"
                  + " point TEXT NOT NULL, state VARCHAR(10) NOT NULL, attempt INTEGER NOT NULL,"
                  + " worker VARCHAR(200) NOT NULL, lease BIGINT NOT NULL, started BIGINT NOT NULL,"
                  + " ended BIGINT, score DOUBLE PRECISION, epoch INTEGER, reason TEXT,"
                  + " PRIMARY KEY (study, number))",
              "CREATE TABLE epoch ("
                  + "study VARCHAR(200) NOT NULL, trial INTEGER NOT NULL, attempt INTEGER NOT NULL,"
                  + " epoch INTEGER NOT NULL, score DOUBLE PRECISION NOT NULL,"
                  + " PRIMARY KEY (study, trial, attempt, epoch),"
                  + " FOREIGN KEY (study, trial) REFERENCES trial(study, number))"));

  private Schema() {}

  static void migrate(Database database) {
    database.transaction(
        session -> {
          session.update("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
          return null;
        });
    database.transaction(
        session -> {
          bringUp(session, database.dialect());
          return null;
        });
  }

  private static void bringUp(Database.Session session, Dialect dialect) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) { // SQLite's transactions lock by themselves
      session.script(List.of("LOCK TABLE schema_version IN EXCLUSIVE MODE"));
    }
    List<Integer> versions =
        session.query("SELECT version FROM schema_version", row -> row.getInt(1));
    int version = versions.isEmpty() ? 0 : versions.get(0);
    if (version > STEPS.size()) {
      throw new InvalidInputException(
          "storage has studies of version "
              + version
              + "; this program knows up to "
              + STEPS.size()
              + ": use a newer one");
    }
    for (int step = version; step < STEPS.size(); step++) {
      session.script(STEPS.get(step));
    }
    if (versions.isEmpty()) {
      session.update("INSERT INTO schema_version VALUES (?)", STEPS.size());
    } else {
      session.update("UPDATE schema_version SET version = ?", STEPS.size());
    }
  }
}
