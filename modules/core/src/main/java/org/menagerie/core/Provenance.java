package org.menagerie.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run's figures come from.
 *
 * @param settings the architecture's options
 * @param transfer what it took over from an earlier run
 * @param dataSha256 of the data's bytes
 * @param versions of the project and of what it stands on, by name
 */
public record Provenance(
    String architecture,
    Map<String, Object> settings,
    TrainingPlan plan,
    TransferOptions transfer,
    String dataset,
    String dataSha256,
    Map<String, String> versions,
    String backend,
    int threads) {
  public Provenance {
    // in the given order, which Map.copyOf would change from run to run
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }
}
