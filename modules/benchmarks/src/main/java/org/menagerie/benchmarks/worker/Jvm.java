package org.menagerie.benchmarks.worker;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What HotSpot tells about its own memory outside the heap. */
final class Jvm {

  /** The option that makes it count; it costs a few percent of the speed. */
  static final String TRACKING = "-XX:NativeMemoryTracking=summary";

  /**
   * What the JVM takes for compiling and for its collector. Not among it: stacks of threads, direct
   * buffers ("Other") and "Internal", which the layers or the libraries below could leak.
   */
  private static final Pattern OWN =
      Pattern.compile(
          "^- +(?:Compiler|Code|Class|Metaspace|Symbol|GC|Arena Chunk) \\(.*committed=(\\d+)KB",
          Pattern.MULTILINE);

  private Jvm() {}

  /**
   * Returns the bytes that the JVM has taken outside the heap for compilers, compiled code, classes
   * and its collector, or 0 where it was not told to count.
   */
  static long ownBytes() {
    return ownBytes(command("vmNativeMemory", "summary", "scale=KB"));
  }

  static long ownBytes(String summary) {
    return OWN.matcher(summary)
        .results()
        .mapToLong(match -> 1024 * Long.parseLong(match.group(1)))
        .sum();
  }

  /** Gives pages that malloc keeps in its free lists back to the system, where the JVM can. */
  static void trim() {
    command("systemTrimNativeHeap");
  }

  private static String command(String name, String... arguments) {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  name,
                  new Object[] {arguments},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      return ""; // another JVM, or one without this command
    }
  }
}
