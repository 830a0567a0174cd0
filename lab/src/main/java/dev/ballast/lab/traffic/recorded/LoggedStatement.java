package dev.ballast.lab.traffic.recorded;

import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a message of the server's log says of a statement: of `log_statement`, or of
/// `log_min_duration_statement`, where the message comes at the statement's end.
///
/// The log has no other form of a statement than these texts of `src/backend/tcop/postgres.c`, and
/// they are known in English only (`lc_messages`).
///
/// @param durationMicros how long it took; 0 where the message came at its beginning
record LoggedStatement(
    String text, List<Optional<String>> parameters, Keeping keeping, long durationMicros) {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?:duration: ([0-9]+)\\.([0-9]{3}) ms  )?"
              + "(?:statement|execute (?!fetch from )([^\\n]*?)): (.*)",
          Pattern.DOTALL);
  private static final Pattern DETAIL = Pattern.compile("[Pp]arameters: (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$([0-9]+) = (?:NULL|'((?:[^']|'')*+)')(?:, |$)");
  private static final String UNNAMED = "<unnamed>";
  private static final int MICROS = 1000;

  LoggedStatement {
    parameters = List.copyOf(parameters);
  }

  /// Empty where the message is about no statement that ran.
  ///
  /// @param detail of the message, empty where it has none
  static Optional<LoggedStatement> of(String message, String detail) {
    Matcher matcher = MESSAGE.matcher(message);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long duration =
        matcher.group(1) == null
            ? 0
            : Long.parseLong(matcher.group(1)) * MICROS + Long.parseLong(matcher.group(2));
    String name = matcher.group(3);
    boolean named = name != null && !name.startsWith(UNNAMED);
    return Optional.of(
        new LoggedStatement(
            matcher.group(4),
            parameters(detail),
            named ? Keeping.NAMED : Keeping.UNNAMED,
            duration));
  }

  private static List<Optional<String>> parameters(String detail) {
    Matcher whole = DETAIL.matcher(detail);
    List<Optional<String>> parameters = new ArrayList<>();
    if (whole.matches()) {
      Matcher each = PARAMETER.matcher(whole.group(1));
      while (each.find()) {
        parameters.add(Optional.ofNullable(each.group(2)).map(value -> value.replace("''", "'")));
      }
    }
    return List.copyOf(parameters);
  }
}
