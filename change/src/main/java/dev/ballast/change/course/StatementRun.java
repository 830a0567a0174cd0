package dev.ballast.change.course;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// When a statement of a script ran. Times are since the beginning of the course.
///
/// @param number in its script, from 1
/// @param line of its file
/// @param text its beginning, without passwords
/// @param to when it answered, without the end of its transaction
/// @param failed whether it ended in an error
public record StatementRun(
    int number, int line, String text, Duration from, Duration to, boolean failed) {
  public StatementRun {
    requireNonNull(text, "text is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }
}
