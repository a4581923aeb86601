package org.menagerie.benchmarks.worker;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What HotSpot tells about its own memory outside the heap. */
final class Jvm {

  /** The option that makes it count; it costs a few percent of the speed. */
  static final String TRACKING = "-XX:NativeMemoryTracking=summary";

  private static final Pattern TOTAL = Pattern.compile("Total: .*committed=(\\d+)KB");
  private static final Pattern HEAP = Pattern.compile("Java Heap .*committed=(\\d+)KB");

  private Jvm() {}

  /**
   * Returns the bytes that the JVM has taken outside the heap (compilers, compiled code, classes,
   * collector), or 0 where it was not told to count.
   */
  static long ownBytes() {
    return ownBytes(command("vmNativeMemory", "summary", "scale=KB"));
  }

  static long ownBytes(String summary) {
    return kilobytes(TOTAL, summary) - kilobytes(HEAP, summary);
  }

  /** Gives pages that malloc keeps in its free lists back to the system, where the JVM can. */
  static void trim() {
    command("systemTrimNativeHeap");
  }

  private static long kilobytes(Pattern line, String summary) {
    Matcher match = line.matcher(summary);
    return match.find() ? 1024 * Long.parseLong(match.group(1)) : 0;
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
