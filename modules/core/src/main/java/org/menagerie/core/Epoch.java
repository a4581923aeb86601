package org.menagerie.core;

/**
 * One epoch, as it ended.
 *
 * @param number from 1
 * @param trainLoss mean over the epoch's updates, penalties on weights included; of a step, where
 *     every step has an answer
 * @param learningRate of the epoch's last update
 * @param seconds wall time of the updates and of scoring the validation part
 * @param best whether no earlier epoch had a lower validation loss
 */
public record Epoch(
    int number,
    double trainLoss,
    Score validation,
    double learningRate,
    double seconds,
    boolean best) {}
