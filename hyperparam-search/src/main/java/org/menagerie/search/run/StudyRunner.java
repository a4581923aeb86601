package org.menagerie.search.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.menagerie.search.run.StudyGenerator.TrialCandidate;
import org.menagerie.search.sampler.Sampler;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.StudyException;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

/**
 * Arbiter's runner over a study: as many threads as trials at a time, nothing that polls while
 * there is work, exactly as many trials as were asked for.
 */
public final class StudyRunner implements IOptimizationRunner {
  private final Study study;
  private final StudyPlan plan;
  private final boolean minimize;
  private final OptimizationConfiguration configuration;
  private final StudyGenerator generator;
  private final TaskCreator tasks;
  private final List<StatusListener> listeners = new CopyOnWriteArrayList<>();
  private final List<ResultReference> results = new CopyOnWriteArrayList<>();
  private final Set<Trial> running = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Throwable> stop = new AtomicReference<>();

  /** A runner of a strategy and an objective over a study. */
  public StudyRunner(
      Study study, SearchSpace space, Sampler sampler, Objective objective, StudyPlan plan) {
    this.study = study;
    this.plan = plan;
    this.minimize = objective.minimize();
    this.generator = new StudyGenerator(study, space, sampler, minimize, plan);
    this.tasks = new ObjectiveTasks(study, objective, plan);
    this.configuration = new OptimizationConfiguration();
    configuration.setCandidateGenerator(generator);
    configuration.setScoreFunction(new OutcomeScore(minimize));
    configuration.setResultSaver(new StudySaver(study));
    configuration.setTerminationConditions(List.of());
    configuration.setRngSeed(plan.seed());
  }

  /**
   * Runs until all trials have ended, this process's and others'.
   *
   * @throws FailureRunException when trial after trial failed
   */
  @Override
  public void execute() {
    configuration.setExecutionStartTime(System.currentTimeMillis());
    listeners.forEach(listener -> listener.onInitialization(this));
    ScheduledExecutorService heart =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "study-heartbeat"));
    long beat = Math.max(1, study.lease().toMillis() / 4);
    ScheduledFuture<?> beats =
        heart.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    try {
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < plan.parallel(); i++) {
        String name = "study-worker-" + (i + 1);
        Thread worker = daemon(() -> work(name), name);
        workers.add(worker);
        worker.start();
      }
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      generator.stop();
      Thread.currentThread().interrupt();
    } finally {
      beats.cancel(true);
      heart.shutdown();
      listeners.forEach(listener -> listener.onShutdown(this));
    }
    if (stop.get() instanceof Error error) {
      throw error;
    } else if (stop.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void beat() {
    try {
      if (!running.isEmpty()) {
        study.renew(List.copyOf(running));
      }
    } catch (RuntimeException | Error e) {
      stop(e); // without a heartbeat others would take the trials over
    }
  }

  private void work(String name) {
    try (TrialThread thread = new TrialThread(name + "-trial")) {
      Candidate<?> candidate = generator.getCandidate();
      while (candidate != null) {
        run((TrialCandidate) candidate, thread);
        candidate = generator.getCandidate();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      stop(e);
    }
  }

  private void stop(Throwable e) {
    stop.compareAndSet(null, e);
    generator.stop();
  }

  private void run(TrialCandidate candidate, TrialThread thread) throws InterruptedException {
    Trial trial = candidate.trial();
    running.add(trial);
    try {
      OptimizationResult result =
          thread.run(
              tasks.create(
                  candidate,
                  configuration.getDataSource(),
                  configuration.getDataSourceProperties(),
                  configuration.getScoreFunction(),
                  listeners,
                  this),
              plan.trialTimeout());
      results.add(
          configuration.getResultSaver().saveModel(result, result.getModelSpecificResults()));
    } catch (ExecutionException e) {
      ended(trial, e.getCause());
    } catch (TimeoutException e) {
      String left = e.getMessage() == null ? "" : "; " + e.getMessage();
      study.end(
          trial,
          State.FAILED,
          Double.NaN,
          0,
          "not over after " + plan.trialTimeout().toMillis() / 1e3 + " s" + left);
    } catch (IOException e) {
      throw new StudyException(e.getMessage());
    } finally {
      running.remove(trial);
    }
    tell(trial);
  }

  private void ended(Trial trial, Throwable cause) {
    if (cause instanceof StudyException broken) {
      throw broken; // the database's fault, not the trial's
    } else if (cause instanceof PrunedException pruned) {
      study.end(trial, State.PRUNED, pruned.score(), pruned.epoch(), pruned.getMessage());
    } else {
      study.end(trial, State.FAILED, Double.NaN, 0, reason(cause));
    }
  }

  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (cause instanceof OutOfMemoryError) {
      return "out of memory: " + message;
    }
    boolean ours = cause.getClass().getPackageName().startsWith("org.menagerie");
    return ours ? message : cause.getClass().getSimpleName() + ": " + message;
  }

  private void tell(Trial trial) {
    if (listeners.isEmpty()) {
      return;
    }
    Trial now = study.trials().get(trial.number());
    CandidateInfo info = info(now);
    listeners.forEach(listener -> listener.onCandidateStatusChange(info, this, null));
  }

  private static CandidateInfo info(Trial trial) {
    CandidateStatus status =
        switch (trial.state()) {
          case RUNNING -> CandidateStatus.Running;
          case COMPLETE -> CandidateStatus.Complete;
          case PRUNED -> CandidateStatus.Cancelled;
          case FAILED -> CandidateStatus.Failed;
        };
    return new CandidateInfo(
        trial.number(),
        status,
        Double.isNaN(trial.score()) ? null : trial.score(),
        trial.started(),
        trial.started(),
        trial.ended().isPresent() ? trial.ended().getAsLong() : null,
        trial.point(),
        trial.reason().isEmpty() ? null : trial.reason());
  }

  @Override
  public int numCandidatesTotal() {
    return study.trials().size();
  }

  @Override
  public int numCandidatesCompleted() {
    return count(State.COMPLETE);
  }

  @Override
  public int numCandidatesFailed() {
    return count(State.FAILED);
  }

  @Override
  public int numCandidatesQueued() {
    return count(State.RUNNING);
  }

  private int count(State state) {
    return (int) study.trials().stream().filter(trial -> trial.state() == state).count();
  }

  private Optional<Trial> best() {
    return Study.best(study.trials(), minimize);
  }

  @Override
  public Double bestScore() {
    return best().map(Trial::score).orElse(null);
  }

  @Override
  public Long bestScoreTime() {
    return best().map(trial -> trial.ended().getAsLong()).orElse(null);
  }

  @Override
  public int bestScoreCandidateIndex() {
    return best().map(Trial::number).orElse(-1);
  }

  /** The results of this process. */
  @Override
  public List<ResultReference> getResults() {
    return List.copyOf(results);
  }

  @Override
  public OptimizationConfiguration getConfiguration() {
    return configuration;
  }

  @Override
  public void addListeners(StatusListener... added) {
    listeners.addAll(List.of(added));
  }

  @Override
  public void removeListeners(StatusListener... removed) {
    listeners.removeAll(List.of(removed));
  }

  @Override
  public void removeAllListeners() {
    listeners.clear();
  }

  @Override
  public List<CandidateInfo> getCandidateStatus() {
    return study.trials().stream()
        .sorted(Comparator.comparingInt(Trial::number))
        .map(StudyRunner::info)
        .toList();
  }

  /** Begins no more trials. */
  @Override
  public void shutdown(boolean awaitTermination) {
    generator.stop();
  }
}
