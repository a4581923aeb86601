package org.menagerie.mlp.walkthrough;

/** What keeps weights small, gradients finite and networks from learning noise. */
final class RegularizationLesson {
  private RegularizationLesson() {}

  static Lesson lesson() {
    Lesson lesson =
        new Lesson(
            "Regularisation",
            "What keeps weights small, gradients finite and networks from learning noise by heart.");
    new WeightPenalties().write(lesson);
    new DropoutSection().write(lesson);
    new ClippingSection().write(lesson);
    EarlyStoppingSection.write(lesson);
    new VanishingSection().write(lesson);
    return lesson;
  }
}
