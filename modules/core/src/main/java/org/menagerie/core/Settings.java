package org.menagerie.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A configuration record as text: keys are its components in kebab case, values what a user writes
 * ({@code hidden-size=64}, {@code hidden=64,32}, {@code activation=leaky-relu}).
 */
public final class Settings {
  private Settings() {}

  /** The record's keys and values, in the order of its components. */
  public static Map<String, Object> toMap(Record settings) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (RecordComponent c : settings.getClass().getRecordComponents()) {
      Object value = read(c, settings);
      map.put(kebab(c.getName()), plainly(value));
    }
    return map;
  }

  private static Object plainly(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Settings::plainly).toList();
    }
    return value instanceof Enum<?> e ? spell(e) : value;
  }

  /** The keys of a record type. */
  public static List<String> keys(Class<? extends Record> type) {
    return Stream.of(type.getRecordComponents()).map(c -> kebab(c.getName())).toList();
  }

  /** A copy of {@code base} with the given keys changed; all keys must be the record's. */
  public static <R extends Record> R with(R base, Map<String, String> changes) {
    @SuppressWarnings("unchecked") // getClass() of an R
    Class<R> type = (Class<R>) base.getClass();
    RecordComponent[] components = type.getRecordComponents();
    List<String> keys = keys(type);
    for (String key : changes.keySet()) {
      if (!keys.contains(key)) {
        throw unknown("option", key, keys);
      }
    }
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent c = components[i];
      String change = changes.get(keys.get(i));
      values[i] = change == null ? read(c, base) : parse(c, keys.get(i), change.trim());
      types[i] = c.getType();
    }
    return construct(type, types, values);
  }

  /** The constant of an enum by its spelling; case, dashes and underscores do not matter. */
  public static <E extends Enum<E>> E constant(Class<E> type, String key, String text) {
    for (E constant : type.getEnumConstants()) {
      if (plain(constant.name()).equals(plain(text))) {
        return constant;
      }
    }
    throw new InvalidInputException(
        String.format(
            "%s must be one of %s; was %s",
            key,
            Stream.of(type.getEnumConstants())
                .map(Settings::spell)
                .collect(Collectors.joining(", ")),
            text));
  }

  /** An enum constant as a user writes it: {@code LEAKY_RELU} is {@code leaky-relu}. */
  public static String spell(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The refusal of a name that nothing has, with the nearest one that exists. */
  public static InvalidInputException unknown(String what, String name, List<String> known) {
    String nearest = nearest(name, known).map(k -> "; did you mean " + k + "?").orElse("");
    return new InvalidInputException(
        String.format(
            "unknown %s '%s'%s (known: %s)", what, name, nearest, String.join(", ", known)));
  }

  /** The known name that a mistyped one most likely meant, if one is near; case does not matter. */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    // two of three letters wrong is another word
    int near = typed.length() < 4 ? 1 : Math.max(2, typed.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(k, typed)))
        .filter(k -> distance(k, typed) <= near);
  }

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }

  private static Object parse(RecordComponent component, String key, String text) {
    if (component.getType() != List.class) {
      return single(component.getType(), key, text);
    }
    Class<?> type =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    String inner =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    List<Object> items = new ArrayList<>();
    for (String item : inner.isBlank() ? new String[0] : inner.split(",", -1)) {
      items.add(single(type, key, item.trim()));
    }
    return items;
  }

  private static Object single(Class<?> type, String key, String text) {
    if (type == int.class || type == Integer.class) {
      return (int) whole(key, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return whole(key, text, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class || type == Double.class) {
      return number(key, text);
    } else if (type == boolean.class || type == Boolean.class) {
      return bool(key, text);
    } else if (type.isEnum()) {
      return constantOf(type, key, text);
    } else if (type == String.class) {
      return text;
    }
    throw new IllegalStateException("settings of type " + type + " are not supported");
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is an enum
  private static Object constantOf(Class<?> type, String key, String text) {
    return constant((Class) type, key, text);
  }

  private static long whole(String key, String text, long low, long high) {
    BigInteger value;
    try {
      value = new BigInteger(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(key + " must be a whole number, was '" + text + "'", e);
    }
    if (value.compareTo(BigInteger.valueOf(low)) < 0
        || value.compareTo(BigInteger.valueOf(high)) > 0) {
      throw new InvalidInputException(
          String.format(Locale.ROOT, "%s must be in [%d, %d], was %s", key, low, high, text));
    }
    return value.longValue();
  }

  private static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(key + " must be a number, was '" + text + "'", e);
    }
  }

  private static boolean bool(String key, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default ->
          throw new InvalidInputException(key + " must be true or false, was '" + text + "'");
    };
  }

  private static Object read(RecordComponent component, Record from) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static <R> R construct(Class<R> type, Class<?>[] types, Object[] values) {
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("cannot make " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }
}
