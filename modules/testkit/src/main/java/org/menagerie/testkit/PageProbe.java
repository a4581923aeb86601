package org.menagerie.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.menagerie.testkit.HeadlessBrowser.Visit;

/**
 * A page in a real browser, opened and used as a reader would: on a telephone, on a desk, and on
 * paper of the size A4.
 */
public final class PageProbe {
  private static final int TELEPHONE = 400;
  private static final int DESK = 1280;
  private static final int PAPER = 717; // pixels of A4 between the margins that browsers leave

  private static final Pattern SAID = Pattern.compile("<p id=\"said\">([^<]*)</p>");
  private static final String FRAMES =
      """
      <!DOCTYPE html><body><p id="said"></p><script>
      const told = [];
      addEventListener("message", e => {
        told.push({ width: e.data.width, faults: e.data.faults });
        said.textContent = btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(told))));
        if (e.data.paper) {
          const paper = document.createElement("iframe");
          paper.style = "width:%dpx;height:800px;border:0";
          paper.srcdoc = e.data.paper;
          document.body.append(paper);
        }
      });
      </script>
      <iframe src="used.html" style="width:%dpx;height:800px;border:0"></iframe>
      <iframe src="used.html" style="width:%dpx;height:800px;border:0"></iframe></body>"""
          .formatted(PAPER, TELEPHONE, DESK);

  private PageProbe() {}

  /**
   * Fails where a page has an error, asks for anything, leaves a chart undrawn, is wider than
   * telephone, desk or paper, breaks a short word of a table, sorts a table wrongly or has a theme
   * switch without effect.
   *
   * @param scratch an empty folder for what the browser leaves behind
   * @return the page's elements once its scripts are done
   */
  public static String read(HeadlessBrowser browser, String html, Path scratch)
      throws IOException, InterruptedException {
    Path page = Files.writeString(scratch.resolve("page.html"), html);
    Visit visit = visit(browser, page, scratch.resolve("opened"));
    // the page's policy would stop the reader's script
    int end = html.lastIndexOf("</body>"); // the chart library holds the tag too
    String open = html.substring(0, end).replaceFirst("<meta http-equiv=[^>]*>", "");
    Files.writeString(
        scratch.resolve("used.html"), open + "<script>" + reader() + "</script></body>");
    Path frames = Files.writeString(scratch.resolve("frames.html"), FRAMES);
    Map<Integer, List<String>> faults =
        faults(visit(browser, frames, scratch.resolve("used")).dom());
    assertThat(faults).containsOnlyKeys(TELEPHONE, PAPER, DESK);
    faults.forEach((width, found) -> assertThat(found).as(width + " pixels wide").isEmpty());
    return visit.dom();
  }

  private static Visit visit(HeadlessBrowser browser, Path page, Path scratch)
      throws IOException, InterruptedException {
    Visit visit = browser.open(page, Files.createDirectory(scratch));
    assertThat(visit.consoleErrors()).isEmpty();
    assertThat(visit.requests()).isEmpty();
    return visit;
  }

  private static Map<Integer, List<String>> faults(String dom) throws IOException {
    Matcher said = SAID.matcher(dom);
    assertThat(said.find()).as("frames that say something").isTrue();
    JsonNode told = new ObjectMapper().readTree(Base64.getDecoder().decode(said.group(1)));
    Map<Integer, List<String>> faults = new TreeMap<>();
    for (JsonNode one : told) {
      List<String> found = new ArrayList<>();
      one.get("faults").forEach(fault -> found.add(fault.asText()));
      faults.put(one.get("width").asInt(), found);
    }
    return faults;
  }

  private static String reader() throws IOException {
    try (InputStream in = PageProbe.class.getResourceAsStream("reader.js")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
