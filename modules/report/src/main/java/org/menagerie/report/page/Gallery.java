package org.menagerie.report.page;

import java.util.List;
import org.menagerie.data.ExampleView;

/**
 * Examples side by side: pictures, small plots, texts or fields.
 *
 * @param caption what they have in common; may be empty
 */
public record Gallery(String caption, List<Tile> tiles) implements Block {
  public Gallery {
    tiles = List.copyOf(tiles);
  }

  /**
   * One example.
   *
   * @param title what it is
   * @param detail what is to be said of it; may be empty
   * @param tone whether the network got it right
   * @param shades of the steps of a series, from 0 to 1, drawn behind it; may be empty
   */
  public record Tile(
      ExampleView view, String title, String detail, Tone tone, List<Double> shades) {
    public Tile {
      shades = List.copyOf(shades);
    }

    /** One without shades. */
    public Tile(ExampleView view, String title, String detail, Tone tone) {
      this(view, title, detail, tone, List.of());
    }

    /** The example for browsers. */
    public String html() {
      return TileHtml.of(view, title, shades);
    }

    /** Whether the example is read rather than looked at, and so needs room. */
    public boolean wide() {
      return view instanceof ExampleView.Text || view instanceof ExampleView.Fields;
    }
  }

  @Override
  public String kind() {
    return "gallery";
  }
}
