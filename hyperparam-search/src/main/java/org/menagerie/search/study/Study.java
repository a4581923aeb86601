package org.menagerie.search.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.menagerie.core.InvalidInputException;
import org.menagerie.search.study.Trial.State;

/**
 * A study in a database: trials are handed out under leases, each ends once.
 *
 * <p>A lease that its worker no longer renews ends, and the trial is given out again, with the same
 * number and the same point. Any number of processes may hold the same study.
 */
public final class Study {
  /** Before a key of the identity: what to show for its value; not compared itself. */
  public static final String SHOWN = "shown ";

  private static final String NOTHING = "nothing";
  private static final int ATTEMPTS = 3;
  private static final String COLUMNS =
      "number, point, state, attempt, worker, lease, started, ended, score, epoch, reason";

  private static final AtomicInteger CLAIMS = new AtomicInteger(); // of this process

  private final Database database;
  private final String name;
  private final Duration lease;
  private final String process = Worker.name();
  private final List<Trial> over = new ArrayList<>(); // the first ones: they change no more

  private Study(Database database, String name, Duration lease) {
    this.database = database;
    this.name = name;
    this.lease = lease;
  }

  /**
   * Opens a study or begins it.
   *
   * @param identity what every process that works on it must agree on
   * @param lease how long a trial is a worker's own without a sign of life
   */
  public static Study open(
      Database database, String name, Map<String, String> identity, Duration lease) {
    String mine = text(identity);
    database.transaction(
        session ->
            session.update(
                "INSERT INTO study (name, identity, created) VALUES (?, ?, "
                    + database.dialect().now
                    + ") ON CONFLICT (name) DO NOTHING",
                name,
                mine));
    String theirs =
        database
            .transaction(
                session ->
                    session.query(
                        "SELECT identity FROM study WHERE name = ?", row -> row.getString(1), name))
            .get(0);
    refuseOther(name, map(theirs), map(mine));
    return new Study(database, name, lease);
  }

  private static void refuseOther(String name, Map<String, String> was, Map<String, String> is) {
    for (Map.Entry<String, String> entry : new TreeMap<>(was).entrySet()) {
      String key = entry.getKey();
      String before = entry.getValue();
      String now = is.getOrDefault(key, NOTHING);
      if (!key.startsWith(SHOWN) && !now.equals(before)) {
        throw new InvalidInputException(
            String.format(
                "study %s differs in its %s: it was made with %s, now it is %s; choose another"
                    + " --study",
                name,
                key,
                was.getOrDefault(SHOWN + key, without(now, before)),
                is.getOrDefault(SHOWN + key, without(before, now))));
      }
    }
  }

  /** Of the parts of a text, those that another does not have. */
  private static String without(String other, String text) {
    List<String> theirs = List.of(other.split(";"));
    String own =
        Stream.of(text.split(";"))
            .filter(part -> !theirs.contains(part))
            .collect(Collectors.joining(", "));
    return own.isEmpty() ? NOTHING : own;
  }

  private static String text(Map<String, String> identity) {
    return identity.entrySet().stream()
        .map(entry -> entry.getKey() + "\t" + entry.getValue().replaceAll("\\s+", " "))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> map(String text) {
    Map<String, String> map = new LinkedHashMap<>();
    text.lines().map(line -> line.split("\t", 2)).forEach(pair -> map.put(pair[0], pair[1]));
    return map;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How long a trial is a worker's own without a sign of life. */
  public Duration lease() {
    return lease;
  }

  /** Every trial there is, by number. */
  public synchronized List<Trial> trials() {
    List<Trial> rest = database.read(session -> trials(session, "AND number >= ?", over.size()));
    List<Trial> all = new ArrayList<>(over);
    all.addAll(rest);
    rest.stream().takeWhile(Trial::over).forEach(over::add);
    return all;
  }

  private List<Trial> trials(Database.Session session, String condition, Object value)
      throws SQLException {
    return session.query(
        "SELECT " + COLUMNS + " FROM trial WHERE study = ? " + condition + " ORDER BY number",
        Study::trial,
        name,
        value);
  }

  private static Trial trial(ResultSet row) throws SQLException {
    long ended = row.getLong("ended");
    OptionalLong end = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(ended);
    double score = row.getDouble("score");
    double known = row.wasNull() ? Double.NaN : score;
    String reason = row.getString("reason");
    return new Trial(
        row.getInt("number"),
        Stream.of(row.getString("point").split(",", -1)).mapToDouble(Double::parseDouble).toArray(),
        State.valueOf(row.getString("state")),
        row.getInt("attempt"),
        row.getString("worker"),
        row.getLong("lease"),
        row.getLong("started"),
        end,
        known,
        row.getInt("epoch"),
        reason == null ? "" : reason);
  }

  /** Takes over the first trial whose worker is gone. */
  public Optional<Trial> adopt() {
    if (database.read(this::abandoned).isEmpty()) { // as nearly always
      return Optional.empty();
    }
    String worker = claim();
    return database.transaction(
        session -> {
          for (Trial trial : abandoned(session)) {
            if (adopt(session, trial, now(session), worker)) {
              return Optional.of(trial(session, trial.number()));
            }
          }
          return Optional.empty();
        });
  }

  private List<Trial> abandoned(Database.Session session) throws SQLException {
    long now = now(session);
    return trials(session, "AND state = ?", State.RUNNING.name()).stream()
        .filter(trial -> trial.lease() < now || Worker.dead(trial.worker()))
        .toList();
  }

  /** Whether it is this worker's now; a trial that kills its workers fails instead. */
  private boolean adopt(Database.Session session, Trial trial, long now, String worker)
      throws SQLException {
    if (trial.attempt() >= ATTEMPTS) {
      end(session, trial, State.FAILED, Double.NaN, 0, "its worker died " + ATTEMPTS + " times");
      return false;
    }
    return session.update(
            "UPDATE trial SET attempt = ?, worker = ?, lease = ?, started = ?"
                + " WHERE study = ? AND number = ? AND attempt = ? AND state = 'RUNNING'",
            trial.attempt() + 1,
            worker,
            now + lease.toMillis(),
            now,
            name,
            trial.number(),
            trial.attempt())
        == 1;
  }

  /** Begins a trial; empty where another worker was first. */
  public Optional<Trial> begin(int number, double[] point) {
    String text = Arrays.stream(point).mapToObj(Double::toString).collect(Collectors.joining(","));
    String worker = claim();
    return database.transaction(
        session -> {
          long now = now(session);
          session.update(
              "INSERT INTO trial (study, number, point, state, attempt, worker, lease, started)"
                  + " VALUES (?, ?, ?, 'RUNNING', 1, ?, ?, ?) ON CONFLICT DO NOTHING",
              name,
              number,
              text,
              worker,
              now + lease.toMillis(),
              now);
          // a commit whose answer was lost is done again: the trial is there then, and this call's
          return Optional.of(trial(session, number)).filter(t -> t.worker().equals(worker));
        });
  }

  private String claim() {
    return process + "/" + CLAIMS.incrementAndGet();
  }

  private Trial trial(Database.Session session, int number) throws SQLException {
    return session
        .query(
            "SELECT " + COLUMNS + " FROM trial WHERE study = ? AND number = ?",
            Study::trial,
            name,
            number)
        .get(0);
  }

  private long now(Database.Session session) throws SQLException {
    return session.query("SELECT " + database.dialect().now, row -> row.getLong(1)).get(0);
  }

  /** A sign of life: these trials stay this worker's. */
  public void renew(List<Trial> running) {
    database.transaction(
        session -> {
          long until = now(session) + lease.toMillis();
          for (Trial trial : running) {
            session.update(
                "UPDATE trial SET lease = ? WHERE study = ? AND number = ? AND attempt = ?"
                    + " AND state = 'RUNNING'",
                until,
                name,
                trial.number(),
                trial.attempt());
          }
          return null;
        });
  }

  /**
   * Records how some epochs ended.
   *
   * @param first the number of the first of them
   */
  public void epochs(Trial trial, int first, List<Double> scores) {
    database.transaction(
        session -> {
          List<Object[]> rows = new ArrayList<>();
          for (int i = 0; i < scores.size(); i++) {
            rows.add(
                new Object[] {name, trial.number(), trial.attempt(), first + i, scores.get(i)});
          }
          session.updateAll(
              "INSERT INTO epoch (study, trial, attempt, epoch, score) VALUES (?, ?, ?, ?, ?)"
                  + " ON CONFLICT DO NOTHING",
              rows);
          return null;
        });
  }

  /** The scores of each trial's epochs, by number, as far as its last attempt came. */
  public Map<Integer, List<Double>> curves() {
    return database.read(
        session -> {
          Map<Integer, List<Double>> curves = new TreeMap<>();
          session.query(
              "SELECT e.trial, e.score FROM epoch e JOIN trial t ON t.study = e.study"
                  + " AND t.number = e.trial AND t.attempt = e.attempt"
                  + " WHERE e.study = ? ORDER BY e.trial, e.epoch",
              row ->
                  curves
                      .computeIfAbsent(row.getInt(1), number -> new ArrayList<>())
                      .add(row.getDouble(2)),
              name);
          return curves;
        });
  }

  /**
   * Ends a trial; nothing where it has ended or is another's by now.
   *
   * @param epoch the epoch kept, or the last one
   * @return whether it ended so
   */
  public boolean end(Trial trial, State state, double score, int epoch, String reason) {
    return database.transaction(session -> end(session, trial, state, score, epoch, reason));
  }

  private boolean end(
      Database.Session session, Trial trial, State state, double score, int epoch, String reason)
      throws SQLException {
    int changed =
        session.update(
            "UPDATE trial SET state = ?, score = ?, epoch = ?, reason = ?, ended = "
                + database.dialect().now
                + " WHERE study = ? AND number = ? AND attempt = ? AND state = 'RUNNING'",
            state.name(),
            Double.isNaN(score) ? null : score,
            epoch,
            reason,
            name,
            trial.number(),
            trial.attempt());
    Trial now = trial(session, trial.number());
    return changed == 1 || (now.over() && now.worker().equals(trial.worker()));
  }

  /** The best complete trial; the first of equal ones. */
  public static Optional<Trial> best(List<Trial> trials, boolean minimize) {
    Comparator<Trial> order = Comparator.comparingDouble(Trial::score);
    return trials.stream()
        .filter(Trial::complete)
        .min((minimize ? order : order.reversed()).thenComparingInt(Trial::number));
  }
}
