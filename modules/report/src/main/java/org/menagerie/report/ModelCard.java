package org.menagerie.report;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Task;
import org.menagerie.core.TransferOptions;

/** README.md of a run: what the model is, what it was trained on, how good it is, how to use it. */
public final class ModelCard {
  private ModelCard() {}

  /** Writes the card, with the metadata block that model hubs read. */
  public static void write(RunFolder run, RunSummary summary, Task task) throws IOException {
    String text = CardMetadata.of(summary, task) + text(summary, RunConfig.dataChoices(run));
    run.write(RunFolder.CARD, text);
  }

  private static String text(RunSummary summary, Map<String, String> dataChoices) {
    Provenance origin = summary.provenance();
    return String.format(
        Locale.ROOT,
        """
        # %s on %s

        %s

        | | |
        |---|---|
        | parameters | %,d |
        | examples | %,d for training, %,d for validation, %,d for test |
        | training | epoch %d of %d kept, %.1f s, %,.0f examples a second%s |
        | seed | %d |
        | backend | %s, threads: %d |
        | data SHA-256 | `%s` |
        %s
        Scores on the test part:

        ```
        %s```

        `model.zip` is a Deeplearning4j ComputationGraph with its data encoder; `metrics.json`
        holds all figures; `train --config config.yaml` %s.
        """,
        origin.architecture(),
        plain(origin.dataset()),
        headline(summary.test()),
        summary.parameters(),
        summary.examples().train(),
        summary.examples().validation(),
        summary.examples().test(),
        summary.bestEpoch(),
        summary.epochs(),
        summary.trainSeconds(),
        summary.examplesPerSecond(),
        start(origin.transfer()),
        origin.plan().seed(),
        origin.backend(),
        origin.threads(),
        origin.dataSha256(),
        choices(dataChoices),
        ScoreTable.of(summary).replace("```", "'''"),
        summary.again());
  }

  private static String choices(Map<String, String> choices) {
    String all =
        choices.entrySet().stream()
            .map(
                choice ->
                    plain((choice.getKey() + " " + choice.getValue()).replaceAll("\\s+", " ")))
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "" : "| data options | " + all + " |\n";
  }

  private static String start(TransferOptions transfer) {
    return transfer.equals(TransferOptions.NONE)
        ? ""
        : String.format(
            Locale.ROOT,
            ", started from %s with %d frozen layers",
            plain(transfer.from()),
            transfer.freeze());
  }

  private static String headline(Score test) {
    return test instanceof Score.Classification c
        ? String.format(
            Locale.ROOT, "Test accuracy %.4f, macro F1 %.4f.", c.accuracy(), c.macroF1())
        : String.format(
            Locale.ROOT, "Test mean absolute error %.6g.", ((Score.Regression) test).mae());
  }

  private static String plain(String name) {
    return name.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
  }
}
