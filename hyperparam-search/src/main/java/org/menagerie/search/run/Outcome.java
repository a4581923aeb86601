package org.menagerie.search.run;

/**
 * What a trial gave: the model of Arbiter's score function and saver.
 *
 * @param score in the objective's own direction
 * @param epoch the epoch kept
 */
public record Outcome(double score, int epoch) {}
