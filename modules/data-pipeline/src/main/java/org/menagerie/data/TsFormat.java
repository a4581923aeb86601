package org.menagerie.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.InvalidInputException;

/** A `.ts` file with a number of dimensions. */
record TsFormat(int dimensions) implements SequenceFormat {

  @Override
  public Map<String, ColumnKind> columns() {
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    for (int d = 1; d <= dimensions; d++) {
      columns.put("d" + d, ColumnKind.NUMBER);
    }
    return columns;
  }

  @Override
  public Sequences read(String data, Optional<LabelEncoder> label) {
    if (SyntheticControl.named(data)) {
      return checked(SyntheticControl.all());
    }
    TsReader.Content content = TsReader.read(SourceText.of(Datasets.dataPath(data)));
    Sequences sequences = checked(content.sequences());
    if (label.isPresent()) {
      boolean numbers = label.get() instanceof NumberLabel;
      if (!content.labelled() || content.numeric() != numbers) {
        throw new InvalidInputException(
            sequences.name()
                + " needs "
                + (numbers ? "@targetLabel true" : "@classLabel true and the classes")
                + " in its header, as the training file has");
      }
    }
    return sequences;
  }

  private Sequences checked(Sequences sequences) {
    int found = sequences.steps().columns().size();
    if (found != dimensions) {
      throw new InvalidInputException(
          sequences.name()
              + " has "
              + Phrases.count(found, "dimension", "dimensions")
              + " where the training has "
              + dimensions);
    }
    return sequences;
  }
}
