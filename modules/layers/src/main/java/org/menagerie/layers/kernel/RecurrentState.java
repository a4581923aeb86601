package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a recurrent cell hands from one step to the next.
 *
 * @param output the last output [N, H]
 * @param cell the LSTM's memory cell [N, H]; null for a GRU
 */
public record RecurrentState(INDArray output, INDArray cell) {}
