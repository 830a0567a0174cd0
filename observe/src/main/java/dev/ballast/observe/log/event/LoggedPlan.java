package dev.ballast.observe.log.event;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.json.Json;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// A plan that auto_explain wrote to the log, and the statement that it is of; both without
/// literals.
public record LoggedPlan(Instant at, String statement, String plan) {
  private static final String QUERY = "Query Text";
  private static final Pattern NODE =
      Pattern.compile("\\n(?=\\S[^\\n]*  \\((cost|actual)[^\\n]*\\)(\\n|$))");

  public LoggedPlan {
    requireNonNull(at, "at is null");
    requireNonNull(statement, "statement is null");
    requireNonNull(plan, "plan is null");
  }

  /// What an event reports, if it is of a plan whose statement is known.
  public static Optional<LoggedPlan> of(Event event) {
    return event.source() == EventSource.LOG && event.subject().equals(LogClass.SLOW_PLAN.key())
        ? event.detail("plan").flatMap(text -> of(event.at(), text))
        : Optional.empty();
  }

  static Optional<LoggedPlan> of(Instant at, String text) {
    if (text.startsWith("{")) {
      return query(text).map(sql -> new LoggedPlan(at, sql, text));
    }
    Matcher node = NODE.matcher(text);
    int begin = -1;
    while (node.find()) {
      begin = node.end();
    }
    String before = QUERY + ": ";
    return begin > 0 && text.startsWith(before)
        ? Optional.of(
            new LoggedPlan(
                at, text.substring(before.length(), begin).strip(), text.substring(begin)))
        : Optional.empty();
  }

  private static Optional<String> query(String json) {
    try {
      return Optional.of(Json.mapper().readTree(json).path(QUERY).asString(""))
          .filter(sql -> !sql.isEmpty());
    } catch (JacksonException e) {
      // Cut off when it was stored.
      return Optional.empty();
    }
  }
}
