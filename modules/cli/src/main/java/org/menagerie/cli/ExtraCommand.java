package org.menagerie.cli;

import java.util.concurrent.Callable;

/**
 * A picocli command that one family's program has beside the common ones; found through
 * ServiceLoader. It prints to its command line's {@code getOut()} and {@code getErr()}.
 */
public interface ExtraCommand extends Callable<Integer> {

  /** The name of the family whose program has it. */
  String family();
}
