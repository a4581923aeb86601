package org.menagerie.attention;

import java.util.List;
import org.menagerie.core.Architecture;
import org.menagerie.core.Family;

/**
 * The module attention: networks whose steps look at each other, on texts unless told otherwise.
 */
public final class AttentionFamily implements Family {

  @Override
  public String name() {
    return "attention";
  }

  @Override
  public String summary() {
    return "transformers, causal transformers and LSTMs with attention";
  }

  @Override
  public String defaultDataset() {
    return "languages";
  }

  @Override
  public List<Architecture<?>> architectures() {
    return List.of(
        TransformerNetwork.encoder(), TransformerNetwork.causal(), new LstmAttentionNetwork());
  }
}
