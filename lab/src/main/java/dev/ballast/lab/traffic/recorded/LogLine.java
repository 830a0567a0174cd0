package dev.ballast.lab.traffic.recorded;

import java.util.Optional;

/// What of a line of the log matters here.
///
/// @param time as the log has it
/// @param database empty where the line is of no session
record LogLine(String time, String database, String session, String message, String detail) {
  /// Adds the line's statement, where it is about one.
  static void take(LogLine line, Entries entries) {
    Optional<LoggedStatement> statement =
        entries.takes(line.database())
            ? LoggedStatement.of(line.message(), line.detail())
            : Optional.empty();
    if (statement.isEmpty()) {
      return;
    }
    Optional<Long> time = LogTime.micros(line.time());
    if (time.isEmpty()) {
      entries.leave("a line of the log", "Its time cannot be read: " + line.time() + ".");
      return;
    }
    entries.add(
        new Entry(
            time.get() - statement.get().durationMicros(),
            line.session(),
            statement.get().text(),
            statement.get().parameters(),
            statement.get().keeping()));
  }
}
