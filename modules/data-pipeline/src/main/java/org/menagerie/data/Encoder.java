package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/**
 * All that turns data of one kind into a network's input and target; fitted on the training part
 * alone and saved with the model.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "data")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TableEncoder.class, name = "table"),
  @JsonSubTypes.Type(value = SequenceEncoder.class, name = "sequences"),
  @JsonSubTypes.Type(value = ForecastEncoder.class, name = "forecast"),
  @JsonSubTypes.Type(value = EventEncoder.class, name = "events"),
  @JsonSubTypes.Type(value = SymbolEncoder.class, name = "symbols"),
  @JsonSubTypes.Type(value = PictureEncoder.class, name = "pictures")
})
public interface Encoder {

  /** The shape of an encoded example. */
  InputShape input();

  /** What is predicted. */
  Target target();

  /** What the places of an input stand for, where they are symbols or categories. */
  default List<String> symbols() {
    return List.of();
  }

  /** What the training part decided, in few words, where a user may want to overrule it. */
  default List<String> notes() {
    return List.of();
  }

  /** Encodes data for prediction, all of it, in its order. */
  EncodedFile encode(Path path);

  /** Encodes data with labels, for evaluation: a built-in name or a path. */
  LabelledFile encodeLabelled(String data);

  /** Examples that an earlier state of this encoder made, as this one reads them. */
  default Examples current(Examples examples) {
    return examples;
  }

  /**
   * An example as people see it; by default what its shape alone tells.
   *
   * @param example a batch of one that this encoder made
   */
  default ExampleView view(DataSet example) {
    return ExampleView.of(input(), example);
  }

  /** This encoder as JSON; {@link #fromJson} gives an equal one. */
  default String toJson() {
    try {
      return json().writerFor(Encoder.class).withDefaultPrettyPrinter().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an encoder is plain data", e);
    }
  }

  /** The encoder that {@link #toJson} wrote. */
  static Encoder fromJson(String json) {
    try {
      return json().readValue(json, Encoder.class);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "the encoder is not readable: " + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    }
  }

  private static JsonMapper json() {
    return JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  }
}
