/** Recurrent networks: LSTM, bidirectional LSTM and GRU. */
package org.menagerie.rnn;
