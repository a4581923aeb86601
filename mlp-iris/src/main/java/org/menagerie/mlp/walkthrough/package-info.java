/**
 * First principles: every step of a neural network by its formula, computed with ND4J and once more
 * by Deeplearning4j's own network.
 */
package org.menagerie.mlp.walkthrough;
