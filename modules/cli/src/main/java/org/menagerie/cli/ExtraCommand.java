package org.menagerie.cli;

import java.util.concurrent.Callable;

/**
 * A picocli command that one family's program, or the whole zoo's, has beside the common ones;
 * found through ServiceLoader. It prints to its command line's {@code getOut()} and {@code
 * getErr()}.
 */
public interface ExtraCommand extends Callable<Integer> {

  /** What {@link #family} says for a command over the whole zoo. */
  String ZOO = "zoo";

  /** The name of the family whose program has it, or {@link #ZOO}. */
  String family();
}
