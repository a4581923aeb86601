package org.menagerie.core;

/**
 * The user's input is wrong; the message is one line that names the thing, the value and what would
 * be right.
 */
public final class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** An error with a one-line message for the user. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** An error with a one-line message for the user and what led to it. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
