/**
 * Speed and memory of this project beside stock Deeplearning4j and DJL on PyTorch.
 *
 * <p>Not JMH: it runs one benchmark to its end before the next begins, so on a machine whose clock
 * or load drifts the peers would be measured under different weather, and a ratio is what is wanted
 * here. Instead every peer lives in a process of its own, for the whole measurement, and a
 * conductor lets them run short blocks of steps in turn ({@link
 * org.menagerie.benchmarks.study.Interleaving}). JMH's other services are not needed: a step is
 * milliseconds of native code whose results are read back, so nothing can be optimised away, and
 * warm-up and forks are done here.
 */
package org.menagerie.benchmarks;
