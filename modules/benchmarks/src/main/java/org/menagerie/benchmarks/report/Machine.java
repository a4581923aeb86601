package org.menagerie.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** What a measurement was made on and with. */
public final class Machine {

  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Returns processor, memory, system and Java of this machine, by name. */
  public static Map<String, String> describe() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", processor());
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      facts.put("memory", Math.round(system.getTotalMemorySize() / 1e9) + " GB");
    }
    facts.put("system", property("os.name") + " " + property("os.arch"));
    facts.put("java", property("java.vm.name") + " " + property("java.vm.version"));
    return facts;
  }

  /** Returns the versions of everything compared, as they were built in, by name. */
  public static Map<String, String> versions() {
    Properties properties = new Properties();
    try (InputStream file = Machine.class.getResourceAsStream("/versions.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      versions.put(name, properties.getProperty(name));
    }
    return versions;
  }

  private static String processor() {
    if (!Files.isReadable(CPU)) {
      return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", property("os.arch"));
    }
    try {
      return Files.readAllLines(CPU).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(property("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
