package org.menagerie.zoo.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A process of this program's own code beside it: what runs out of memory or crashes there takes
 * nothing here with it, and neither waits for the other's garbage collections.
 */
final class SideProcess {
  private static final double HEAP_PERCENT = 50; // of the machine's memory
  private static final int SIGINT = 130;
  private static final int SIGTERM = 143;

  private SideProcess() {}

  /**
   * The command that starts one, with this process's class path and options of the JVM; arguments
   * of the program are to be added.
   *
   * @param main class to run
   * @param processes how many there are at a time: they share the memory
   */
  static List<String> command(String main, int processes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    if (own.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
      command.add("-XX:+UseSerialGC"); // the others would take the cores of other processes
    }
    command.addAll(own);
    command.add(String.format(Locale.ROOT, "-XX:MaxRAMPercentage=%.2f", HEAP_PERCENT / processes));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    return command;
  }

  /** Whether a process that ended with this code had been told to, by a person or a parent. */
  static boolean interrupted(int code) {
    return code == SIGINT || code == SIGTERM;
  }

  /**
   * In such a process: ends it when its standard input does, so that it does not outlive its
   * parent.
   */
  static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nobody writes: the stream ends when the parent does
                }
              } catch (IOException e) {
                // as good as an end
              }
              Runtime.getRuntime().halt(SIGINT);
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }
}
