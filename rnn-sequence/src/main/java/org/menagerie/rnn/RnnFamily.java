package org.menagerie.rnn;

import java.util.List;
import org.menagerie.core.Architecture;
import org.menagerie.core.Family;

/** The module rnn-sequence: recurrent networks, on DNA unless told otherwise. */
public final class RnnFamily implements Family {

  @Override
  public String name() {
    return "rnn-sequence";
  }

  @Override
  public String summary() {
    return "LSTM, bidirectional LSTM and GRU networks on sequences";
  }

  @Override
  public String defaultDataset() {
    return "splice";
  }

  /** The first that suits the data is the default: of a text to go on with, the second. */
  @Override
  public List<Architecture<?>> architectures() {
    return List.of(new BidirectionalNetwork(), ForwardNetwork.lstm(), ForwardNetwork.gru());
  }
}
