package org.menagerie.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Score;

/**
 * Whether a run, trained once more from its configuration, comes to the same.
 *
 * @param recorded on the test part, as the run has it
 * @param repeated on the test part, of the second training
 * @param parameters of the network
 * @param different how many of them are not the same bit for bit; all of them where their numbers
 *     are not equal
 * @param largest the largest difference; NaN where numbers are not equal
 * @param circumstances what is not as it was: versions, library, threads
 */
public record Verification(
    String run,
    Score recorded,
    Score repeated,
    long parameters,
    long different,
    double largest,
    List<String> circumstances) {

  /** A verification with its own copy of the list. */
  public Verification {
    circumstances = List.copyOf(circumstances);
  }

  /** Compares two trainings. */
  public static Verification of(
      RunSummary recorded, ComputationGraph network, RunSummary repeated, ComputationGraph again) {
    float[] one = network.params().data().asFloat();
    float[] other = again.params().data().asFloat();
    long different = one.length == other.length ? 0 : Math.max(one.length, other.length);
    double largest = one.length == other.length ? 0 : Double.NaN;
    for (int i = 0; i < one.length && one.length == other.length; i++) {
      if (Float.floatToIntBits(one[i]) != Float.floatToIntBits(other[i])) {
        different++;
        largest = Math.max(largest, Math.abs((double) one[i] - other[i]));
      }
    }
    return new Verification(
        recorded.run(),
        recorded.test(),
        repeated.test(),
        one.length,
        different,
        largest,
        circumstances(recorded, repeated));
  }

  private static List<String> circumstances(RunSummary recorded, RunSummary repeated) {
    List<String> changed = new ArrayList<>();
    recorded
        .provenance()
        .versions()
        .forEach(
            (name, version) ->
                note(changed, name, version, repeated.provenance().versions().get(name)));
    note(changed, "library", recorded.provenance().backend(), repeated.provenance().backend());
    return changed;
  }

  private static void note(List<String> changed, String what, String then, String now) {
    if (!then.equals(now)) {
      changed.add(what + " was " + then + ", is " + now);
    }
  }

  /** Whether the scores are equal. */
  public boolean scoresAgree() {
    return recorded.equals(repeated);
  }

  /** Whether the weights are equal, bit for bit. */
  public boolean weightsAgree() {
    return different == 0;
  }

  /** What a person reads, a fact a line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        scoresAgree()
            ? "scores agree: " + text(recorded)
            : "scores differ: " + text(recorded) + " recorded, " + text(repeated) + " now");
    lines.add(
        weightsAgree()
            ? String.format(
                Locale.ROOT, "weights agree: all %,d are equal, bit for bit", parameters)
            : String.format(
                Locale.ROOT,
                "weights differ: %,d of %,d, by %.3g at most",
                different,
                parameters,
                largest));
    lines.addAll(circumstances);
    return lines;
  }

  private static String text(Score score) {
    return score instanceof Score.Classification c
        ? String.format(Locale.ROOT, "accuracy %.4f, loss %.6g", c.accuracy(), c.loss())
        : String.format(
            Locale.ROOT, "mae %.6g, loss %.6g", ((Score.Regression) score).mae(), score.loss());
  }

  /** The object that {@code verify --json} prints. */
  public String toJson() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("run", run);
    node.put("scoresAgree", scoresAgree());
    node.put("weightsAgree", weightsAgree());
    node.put("parameters", parameters);
    node.put("differentParameters", different);
    node.put("largestDifference", Double.isNaN(largest) ? null : (Double) largest);
    node.set("recorded", RunSummary.scores(recorded, false));
    node.set("repeated", RunSummary.scores(repeated, false));
    circumstances.forEach(node.putArray("changed")::add);
    return RunSummary.text(node);
  }
}
