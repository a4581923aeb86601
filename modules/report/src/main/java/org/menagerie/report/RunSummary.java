package org.menagerie.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.menagerie.core.TrainingPlan;
import org.menagerie.core.TransferOptions;
import org.menagerie.data.ForecastFigures;

/**
 * What a finished run says of itself.
 *
 * @param run path of its folder
 * @param parameters trainable numbers in the network
 * @param epochs epochs trained
 * @param bestEpoch the epoch kept
 * @param validation empty where all examples but those of the test part were trained on
 * @param forecast where series are continued, how well beside the naive forecasts
 */
public record RunSummary(
    String run,
    Provenance provenance,
    int epochs,
    int bestEpoch,
    Counts examples,
    long parameters,
    double trainSeconds,
    double examplesPerSecond,
    Optional<Score> validation,
    Score test,
    Optional<ForecastFigures> forecast) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Examples in each part. */
  public record Counts(int train, int validation, int test) {}

  /** What {@code train --config} makes of the run's configuration, as a part of a sentence. */
  public String again() {
    return validation.isPresent()
        ? "repeats the run"
        : "trains with its options on the training part alone";
  }

  /** The object that {@code train --json} prints. */
  public String toJson() {
    return text(brief());
  }

  /** Writes metrics.json: the same, with scores per class and the provenance. */
  public void write(RunFolder folder) throws IOException {
    ObjectNode all = brief();
    validation.ifPresent(score -> all.set("validation", scores(score, true)));
    all.set("test", scores(test, true));
    forecast.ifPresent(f -> all.set("forecast", JSON.valueToTree(f)));
    ObjectNode origin = all.putObject("provenance");
    origin.put("dataSha256", provenance.dataSha256());
    origin.set("versions", JSON.valueToTree(provenance.versions()));
    origin.set("plan", JSON.valueToTree(Settings.toMap(provenance.plan())));
    origin.set("settings", JSON.valueToTree(provenance.settings()));
    if (!provenance.transfer().equals(TransferOptions.NONE)) {
      origin.put("from", provenance.transfer().from());
      origin.put("freeze", provenance.transfer().freeze());
    }
    String json = all.toPrettyString() + "\n";
    folder.write(RunFolder.METRICS_JSON, json);
  }

  /** What a finished run's metrics.json says. */
  public static RunSummary read(RunFolder folder) throws IOException {
    if (!folder.finished()) {
      throw new InvalidInputException(
          "run " + folder.path() + " is not finished; go on with train --resume " + folder.path());
    }
    JsonNode all = JSON.readTree(folder.file(RunFolder.METRICS_JSON).toFile());
    JsonNode examples = all.get("examples");
    return new RunSummary(
        folder.path().toString(),
        provenance(all),
        all.get("epochs").asInt(),
        all.get("bestEpoch").asInt(),
        new Counts(
            examples.get("train").asInt(),
            examples.get("validation").asInt(),
            examples.get("test").asInt()),
        all.get("parameters").asLong(),
        all.get("trainSeconds").asDouble(),
        all.get("examplesPerSecond").asDouble(),
        Optional.ofNullable(all.get("validation")).map(RunSummary::score),
        score(all.get("test")),
        Optional.ofNullable(all.get("forecast"))
            .map(node -> JSON.convertValue(node, ForecastFigures.class)));
  }

  private static Provenance provenance(JsonNode all) {
    JsonNode origin = all.get("provenance");
    Map<String, String> plan = new LinkedHashMap<>();
    origin.get("plan").properties().forEach(f -> plan.put(f.getKey(), f.getValue().asText()));
    return new Provenance(
        all.get("architecture").asText(),
        JSON.convertValue(origin.get("settings"), new TypeReference<Map<String, Object>>() {}),
        TrainingPlan.of(new Target.Classes(List.of("a", "b"))).with(plan), // all keys are there
        new TransferOptions(origin.path("from").asText(""), origin.path("freeze").asInt(0)),
        all.get("dataset").asText(),
        origin.get("dataSha256").asText(),
        JSON.convertValue(origin.get("versions"), new TypeReference<Map<String, String>>() {}),
        all.get("backend").asText(),
        all.get("threads").asInt());
  }

  private static Score score(JsonNode node) {
    if (!node.has("accuracy")) {
      return new Score.Regression(
          node.get("loss").asDouble(),
          node.get("mae").asDouble(),
          node.get("rmse").asDouble(),
          node.get("mase").asDouble(),
          node.get("r2").asDouble());
    }
    List<String> labels = new ArrayList<>();
    node.get("classes").forEach(c -> labels.add(c.get("label").asText()));
    return new Score.Classification(
        node.get("loss").asDouble(),
        labels,
        JSON.convertValue(node.get("confusion"), new TypeReference<List<List<Long>>>() {}));
  }

  private ObjectNode brief() {
    ObjectNode node = JSON.createObjectNode();
    node.put("run", run);
    node.put("architecture", provenance.architecture());
    node.put("dataset", provenance.dataset());
    node.put("seed", provenance.plan().seed());
    node.put("epochs", epochs);
    node.put("bestEpoch", bestEpoch);
    node.set("examples", JSON.valueToTree(examples));
    node.put("parameters", parameters);
    node.put("trainSeconds", trainSeconds);
    node.put("examplesPerSecond", examplesPerSecond);
    node.put("backend", provenance.backend());
    node.put("threads", provenance.threads());
    validation.ifPresent(score -> node.set("validation", scores(score, false)));
    node.set("test", scores(test, false));
    return node;
  }

  /** A score as an object, with figures per class where {@code perClass}. */
  static ObjectNode scores(Score score, boolean perClass) {
    ObjectNode node = JSON.createObjectNode();
    if (score instanceof Score.Classification c) {
      node.put("accuracy", c.accuracy());
      node.put("macroF1", c.macroF1());
      node.put("loss", c.loss());
      if (perClass) {
        addClasses(node, c);
      }
    } else if (score instanceof Score.Regression r) {
      node.put("mae", r.mae());
      node.put("rmse", r.rmse());
      node.put("mase", r.mase());
      node.put("r2", r.r2());
      node.put("loss", r.loss());
    }
    return node;
  }

  private static void addClasses(ObjectNode node, Score.Classification score) {
    ArrayNode classes = node.putArray("classes");
    for (int i = 0; i < score.labels().size(); i++) {
      classes
          .addObject()
          .put("label", score.labels().get(i))
          .put("precision", score.precision(i))
          .put("recall", score.recall(i))
          .put("f1", score.f1(i))
          .put("support", score.support(i));
    }
    node.set("confusion", JSON.valueToTree(score.confusion()));
  }

  /** A JSON node on one line. */
  static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values", e);
    }
  }
}
