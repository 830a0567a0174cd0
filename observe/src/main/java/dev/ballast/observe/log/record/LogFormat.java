package dev.ballast.observe.log.record;

import java.util.Locale;
import java.util.Optional;

/// The forms in which a server writes its log: the values of `log_destination` that make files.
public enum LogFormat {
  STDERR(".log"),
  CSVLOG(".csv"),
  JSONLOG(".json");

  private final String ending;

  LogFormat(String ending) {
    this.ending = ending;
  }

  /// How a file's name ends, as the server's logging process makes it.
  public String ending() {
    return ending;
  }

  /// The name in `log_destination`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The form by its name in `log_destination`.
  public static Optional<LogFormat> of(String text) {
    for (LogFormat format : values()) {
      if (format.text().equals(text)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
