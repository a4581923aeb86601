package org.menagerie.rnn;

import java.util.List;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Task;
import org.menagerie.testkit.TinyData;

/** Tasks and options that the tests share. */
final class Fixed {
  static final Task ROWS = TinyData.of(new Features(5), TinyData.classes(3)).task();
  static final Task IMAGES = TinyData.of(new Image(8, 6, 3), TinyData.classes(3)).task();
  static final Task SERIES = TinyData.of(new Sequence(7, 3), TinyData.values(2)).task();
  static final Task STEPS = TinyData.of(new Sequence(7, 3), TinyData.classPerStep(3)).task();
  static final Task TEXTS = TinyData.of(new Tokens(7, 11), TinyData.classes(3)).task();
  static final Task NEXT = TinyData.of(new Tokens(7, 6), TinyData.nextSymbol(4)).task();

  private Fixed() {}

  static RecurrentConfig forward(Pooling pooling, Integer... units) {
    return new RecurrentConfig(List.of(units), pooling, 0, 4, 0, 2, 0);
  }

  static BidirectionalConfig both(Merge merge, Pooling pooling, Integer... units) {
    return new BidirectionalConfig(List.of(units), merge, pooling, 0, 4, 0, 2);
  }
}
