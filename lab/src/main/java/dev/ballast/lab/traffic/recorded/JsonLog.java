package dev.ballast.lab.traffic.recorded;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.evidence.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/// Reads a jsonlog. See "Using JSON-Format Log Output" in the manual.
final class JsonLog {
  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(Line.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private JsonLog() {}

  /// The keys of a line that matter here; a line has only those that say something.
  record Line(
      @Nullable String timestamp,
      @JsonProperty("dbname") @Nullable String database,
      @JsonProperty("session_id") @Nullable String session,
      @Nullable String message,
      @Nullable String detail) {}

  static void read(BufferedReader text, LogSink sink) throws IOException {
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      Optional<Line> read = parse(line);
      if (read.isEmpty()) {
        sink.broken();
      }
      read.ifPresent(each -> take(each, sink));
    }
  }

  /// Whether a line is one of such a log.
  static boolean isLine(String line) {
    return parse(line).filter(read -> read.timestamp() != null).isPresent();
  }

  private static Optional<Line> parse(String line) {
    try {
      return Optional.of(READER.readValue(line));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static void take(Line line, LogSink sink) {
    sink.line(
        new LogLine(
            text(line.timestamp()),
            text(line.database()),
            text(line.session()),
            text(line.message()),
            text(line.detail())));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
