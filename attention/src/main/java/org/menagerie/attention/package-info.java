/** Attention: transformers, causal transformers and LSTMs with attention over their steps. */
package org.menagerie.attention;
