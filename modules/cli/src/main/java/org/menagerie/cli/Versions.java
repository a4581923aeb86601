package org.menagerie.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Versions of the program and of what it stands on. */
final class Versions {
  private Versions() {}

  static String menagerie() {
    return of("org.menagerie", "menagerie-cli");
  }

  static String deeplearning4j() {
    return of("org.deeplearning4j", "deeplearning4j-nn");
  }

  private static String of(String group, String artifact) {
    String file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    try (InputStream in = Versions.class.getResourceAsStream(file)) {
      if (in == null) {
        return "development"; // classes that were not packed into a jar
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
