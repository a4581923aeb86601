package org.menagerie.search.gp;

/**
 * What a Gaussian process assumes of a function.
 *
 * @param lengths over which it changes, one for each dimension
 * @param variance of the function
 * @param noise variance of what is added when it is observed
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record Hyper(double[] lengths, double variance, double noise) {}
