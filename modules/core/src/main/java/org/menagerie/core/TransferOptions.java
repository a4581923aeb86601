package org.menagerie.core;

import java.util.Objects;

/**
 * What a training takes over from an earlier one.
 *
 * @param from the folder of the earlier run; empty to start anew
 * @param freeze layers with parameters, from the input on, that training leaves as they are
 */
public record TransferOptions(String from, int freeze) {
  /** A start of its own. */
  public static final TransferOptions NONE = new TransferOptions("", 0);

  public TransferOptions {
    Objects.requireNonNull(from);
    Guards.atLeast(freeze, 0, "freeze");
    if (freeze > 0 && from.isEmpty()) {
      throw new InvalidInputException(
          "freeze needs a run whose layers to keep: add --from RUN, or leave out freeze " + freeze);
    }
  }
}
