package org.menagerie.core;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A finished training.
 *
 * @param network as it was after the best epoch
 * @param validation its score on the validation part
 * @param epochs epochs done
 * @param bestEpoch the epoch kept
 * @param seconds wall time of training, scoring the validation part included
 * @param examplesPerSecond training examples through the network in a second of that time
 */
public record Trained(
    ComputationGraph network,
    Score validation,
    int epochs,
    int bestEpoch,
    double seconds,
    double examplesPerSecond) {}
