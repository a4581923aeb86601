package org.menagerie.search.study;

import java.sql.SQLException;
import java.util.Set;
import org.menagerie.core.InvalidInputException;

/** The databases that hold studies. */
enum Dialect {
  /** A file; several processes of one machine may share it. */
  SQLITE("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)") {
    @Override
    String begin() {
      return "BEGIN IMMEDIATE";
    }

    @Override
    boolean passing(SQLException e) {
      return Set.of(5, 6).contains(e.getErrorCode() & 0xff); // busy, locked
    }
  },
  /** A server, for processes on several machines. */
  POSTGRESQL("CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)") {
    @Override
    String begin() {
      return "BEGIN";
    }

    @Override
    boolean passing(SQLException e) {
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      // connection lost or refused; serialisation, deadlock; shutting down, starting up
      return state.startsWith("08") || state.startsWith("40") || state.startsWith("57P");
    }
  };

  /** The database's own clock, in milliseconds since 1970: machines' clocks differ. */
  final String now;

  Dialect(String now) {
    this.now = now;
  }

  /** How a transaction begins: one that will write says so at once. */
  abstract String begin();

  /** Whether the same may succeed a moment later. */
  abstract boolean passing(SQLException e);

  static Dialect of(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    } else if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new InvalidInputException(
        "storage must be a file, jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, was " + url);
  }
}
