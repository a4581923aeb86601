package org.menagerie.layers.kernel;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;

/**
 * The most recently used primitives of one thread, by key.
 *
 * <p>Bounded, so that batches of ever new shapes do not leak. A key is a record that names the kind
 * of primitive and every size it was built for. Descriptions that are needed only to make an entry
 * are freed with it made: the heap hardly grows by them, so the collector would let them pile up.
 */
final class PrimitiveCache {
  private final int capacity;
  private final Map<Record, AutoCloseable> entries = new LinkedHashMap<>(16, 0.75f, true);

  PrimitiveCache(int capacity) {
    this.capacity = capacity;
  }

  /** The entry of this key, made when it is absent. */
  <K extends Record, V extends AutoCloseable> V get(
      K key, Class<V> type, Function<? super K, ? extends V> make) {
    AutoCloseable known = entries.get(key);
    if (known == null) {
      known = made(key, make);
      entries.put(key, known);
      evict();
    }
    return type.cast(known);
  }

  @SuppressWarnings({"try", "unchecked"}) // freed by closing; the empty list of classes is generic
  private static <K, V> V made(K key, Function<? super K, ? extends V> make) {
    try (PointerScope temporaries = new PointerScope()) {
      return make.apply(key);
    }
  }

  int size() {
    return entries.size();
  }

  private void evict() {
    Iterator<AutoCloseable> oldest = entries.values().iterator();
    while (entries.size() > capacity) {
      AutoCloseable entry = oldest.next();
      oldest.remove();
      try {
        entry.close();
      } catch (Exception e) {
        throw new IllegalStateException("a cached primitive could not be released", e);
      }
    }
  }
}
