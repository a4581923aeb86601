package org.menagerie.search.study;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.menagerie.core.InvalidInputException;

/**
 * One connection to the database of studies, opened again where it breaks: a server that restarts
 * costs a study some waiting, nothing else.
 */
public final class Database implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration SHORT = Duration.ofSeconds(1); // two processes may collide

  private final String url;
  private final Dialect dialect;
  private final Consumer<String> notice;
  private Connection connection;
  private boolean away;

  /** What is done in one transaction; it may be done again where the connection broke. */
  @FunctionalInterface
  interface Work<T> {
    T apply(Session session) throws SQLException;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Database(String url, Consumer<String> notice) {
    this.url = url;
    this.notice = notice;
    this.dialect = Dialect.of(url);
  }

  /**
   * Opens a database, and brings its tables to this program's version.
   *
   * @param url as JDBC has it
   */
  public static Database open(String url) {
    return open(url, line -> {});
  }

  /**
   * The same.
   *
   * @param notice hears a line when the database goes away, and another when it is back
   */
  public static Database open(String url, Consumer<String> notice) {
    Database database = new Database(url, notice);
    try {
      database.connect();
    } catch (SQLException e) {
      throw new InvalidInputException(
          "storage " + withoutSecrets(url) + " cannot be opened: " + firstLine(e), e);
    }
    Schema.migrate(database);
    return database;
  }

  /** The address without what may hold a password. */
  static String withoutSecrets(String url) {
    return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  Dialect dialect() {
    return dialect;
  }

  private void connect() throws SQLException {
    Properties settings = new Properties();
    if (dialect == Dialect.SQLITE) {
      settings.setProperty("busy_timeout", "30000");
      settings.setProperty("journal_mode", "WAL");
      settings.setProperty("synchronous", "NORMAL"); // a killed process loses nothing
    }
    // transactions are begun by hand: SQLite's driver would begin the next as one ends, and hold
    // its lock
    connection = DriverManager.getConnection(url, settings);
  }

  /** Does all of it or nothing, one transaction at a time. */
  <T> T transaction(Work<T> work) {
    return transaction(dialect.begin(), work);
  }

  /** Reads, which need not wait for those who write. */
  <T> T read(Work<T> work) {
    return transaction("BEGIN", work);
  }

  private synchronized <T> T transaction(String begin, Work<T> work) {
    long start = System.nanoTime();
    while (true) {
      try {
        if (connection == null || connection.isClosed()) {
          connect();
        }
        execute(begin);
        T result = work.apply(new Session(connection));
        execute("COMMIT");
        back();
        return result;
      } catch (SQLException e) {
        abandon();
        long waited = System.nanoTime() - start;
        if (!dialect.passing(e) || waited > PATIENCE.toNanos()) {
          throw new StudyException("the study's database failed: " + firstLine(e), e);
        }
        if (waited > SHORT.toNanos()) {
          away(e);
        }
        pause();
      } catch (RuntimeException | Error e) {
        abandon();
        throw e;
      }
    }
  }

  private void away(SQLException e) {
    if (!away) {
      notice.accept(
          "the study's database is away, trying again for "
              + PATIENCE.toMinutes()
              + " minutes: "
              + firstLine(e));
    }
    away = true;
  }

  private void back() {
    if (away) {
      notice.accept("the study's database is back");
    }
    away = false;
  }

  private void abandon() {
    try {
      if (connection != null) {
        execute("ROLLBACK");
      }
    } catch (SQLException broken) {
      close();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StudyException("interrupted while waiting for the study's database", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // it was broken: nothing is lost, as every transaction was committed or will be done again
      connection = null;
    }
  }

  /** Statements of one transaction. */
  static final class Session {
    private final Connection connection;

    Session(Connection connection) {
      this.connection = connection;
    }

    /** Executes a statement and returns the number of rows that it changed. */
    int update(String sql, Object... values) throws SQLException {
      try (PreparedStatement statement = prepare(sql, values)) {
        return statement.executeUpdate();
      }
    }

    /** Executes a statement for each row of values. */
    void updateAll(String sql, List<Object[]> rows) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (Object[] row : rows) {
          set(statement, row);
          statement.addBatch();
        }
        statement.executeBatch();
      }
    }

    /** Executes statements one by one. */
    void script(List<String> statements) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        for (String each : statements) {
          statement.execute(each);
        }
      }
    }

    <T> List<T> query(String sql, Row<T> reader, Object... values) throws SQLException {
      try (PreparedStatement statement = prepare(sql, values);
          ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      set(statement, values);
      return statement;
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
    }
  }
}
