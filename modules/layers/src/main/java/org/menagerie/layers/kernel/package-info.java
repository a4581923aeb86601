/**
 * The arithmetic behind the layers: one small interface per kernel, each with two implementations.
 *
 * <p>{@code OneDnn…} works on the arrays' own memory through oneDNN (FLOAT, x86-64 CPU); {@code
 * Nd4j…} uses plain ND4J operations and serves CUDA, ARM, DOUBLE and the tests as reference. {@link
 * org.menagerie.layers.kernel.Kernels} chooses.
 */
package org.menagerie.layers.kernel;
