package org.menagerie.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page as one HTML file that holds all it needs: styles, formulas in MathML, charts with their
 * library.
 *
 * <p>Its content security policy lets the browser run the page's own scripts, known by their
 * SHA-256, and fetch nothing.
 */
public final class HtmlPage {
  private static final String FOLDER = "org/menagerie/report/page/";
  private static final String LIBRARY =
      "META-INF/resources/webjars/echarts/5.5.0/echarts.min.js"; // as in the parent POM
  private static final PebbleEngine TEMPLATES =
      new PebbleEngine.Builder().loader(loader()).autoEscaping(true).strictVariables(true).build();
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.INDENT_OUTPUT, false);

  private HtmlPage() {}

  /** Writes a page as UTF-8. */
  public static void write(Page page, Path file) throws IOException {
    Files.writeString(file, render(page), UTF_8);
  }

  /** The page's text. */
  public static String render(Page page) {
    boolean charts = !page.charts().isEmpty();
    List<String> scripts = new ArrayList<>();
    if (charts) {
      scripts.add(resource(LIBRARY));
    }
    if (charts || page.sortable()) {
      scripts.add(resource(FOLDER + "page.js"));
    }
    Map<String, Object> context = new HashMap<>();
    context.put("page", page);
    context.put("style", resource(FOLDER + "page.css"));
    context.put("dark", resource(FOLDER + "dark.css"));
    context.put("scripts", scripts);
    context.put("policy", policy(scripts));
    context.put("data", scripts.isEmpty() ? "" : data(page));
    StringWriter out = new StringWriter();
    try {
      TEMPLATES.getTemplate("page.html").evaluate(out, context, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return out.toString();
  }

  private static ClasspathLoader loader() {
    ClasspathLoader loader = new ClasspathLoader(HtmlPage.class.getClassLoader());
    loader.setPrefix(FOLDER);
    return loader;
  }

  private static String policy(List<String> scripts) {
    StringBuilder policy = new StringBuilder("default-src 'none'; ");
    // charts position their tooltips with style attributes
    policy.append("style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'");
    if (!scripts.isEmpty()) {
      policy.append("; script-src");
      scripts.forEach(script -> policy.append(" 'sha256-").append(sha256(script)).append('\''));
    }
    return policy.toString();
  }

  /** All charts' options as JSON that may stand inside a script element. */
  static String data(Page page) {
    ArrayNode options = JsonNodeFactory.instance.arrayNode();
    page.charts().forEach(chart -> options.add(ChartOptions.of(chart)));
    return embeddable(options);
  }

  // "</script>" and "<!--" would end the element; U+2028 and U+2029 end lines in old scripts
  private static String embeddable(ArrayNode node) {
    try {
      return JSON.writeValueAsString(node)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String script) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
