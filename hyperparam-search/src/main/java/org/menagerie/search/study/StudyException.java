package org.menagerie.search.study;

/** A study cannot go on, through no fault of its user. */
public final class StudyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with a one-line message. */
  public StudyException(String message) {
    super(message);
  }

  StudyException(String message, Throwable cause) {
    super(message, cause);
  }
}
