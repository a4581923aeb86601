package org.menagerie.data;

import org.menagerie.core.Splits;

/** A data set split and encoded, and the encoder that was fitted on its training part. */
public record Prepared(Splits splits, Encoder encoder) {}
