package org.menagerie.core;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A kind of network: its options, its defaults for given data, and how it is built. Nothing more.
 *
 * @param <C> the options
 */
public interface Architecture<C extends Record> {

  /** The name that commands know it by. */
  String name();

  /** What it is, in one line. */
  String summary();

  /** Whether it can be built for the task. */
  boolean accepts(Task task);

  /** Options that suit the size and kind of the data; there are some for every task. */
  C defaults(Task task);

  /** Options that suit how long the training is to be as well; those for the data by default. */
  default C defaults(Task task, TrainingPlan plan) {
    return defaults(task);
  }

  /**
   * Keys of options that say nothing about inputs of this kind; ones that the architecture does not
   * have may be among them.
   */
  default Set<String> idle(InputShape input) {
    return Set.of();
  }

  /** A plan that suits the size and kind of the data; there is one for every task. */
  TrainingPlan plan(Task task);

  /** What is worth searching, options and plan alike. */
  List<HyperParameter> hyperParameters();

  /** The network, with one input and one output, in the layouts of the task's shapes. */
  ComputationGraphConfiguration build(C config, Task task, TrainingPlan plan);
}
