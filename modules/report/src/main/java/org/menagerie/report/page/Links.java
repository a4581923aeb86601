package org.menagerie.report.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Files beside the page. */
public record Links(List<Link> links) implements Block {
  public Links {
    links = List.copyOf(links);
  }

  /**
   * A file.
   *
   * @param path relative to the page, with slashes
   * @param detail what it holds; may be empty
   */
  public record Link(String path, String text, String detail) {

    /** Refuses a path that leads elsewhere than beside the page. */
    public Link {
      if (path.startsWith("/") || path.contains("\\")) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "link '%s' must be relative, with slashes", path));
      }
    }

    /** The path as an address; "./" keeps a colon from being taken for a scheme. */
    public String href() {
      try {
        return "./" + new URI(null, null, "/" + path, null).toASCIIString().substring(1);
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("a path alone is always an address", e);
      }
    }
  }

  @Override
  public String kind() {
    return "links";
  }
}
