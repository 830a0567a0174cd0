package dev.ballast.report.observe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.log.event.Fact;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.log.event.LogEvent;
import dev.ballast.observe.log.follow.EventSelection;
import dev.ballast.observe.log.follow.LogReading;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a server's log reports: how many messages of each class, and the events.
///
/// @param classes that were found, the most severe first
/// @param events in the log's order, at most as many as were requested
/// @param omittedEvents how many more there are
/// @param unreadableLines that are no part of a message
public record LogReport(
    List<ClassCount> classes,
    List<EventLine> events,
    long omittedEvents,
    long messages,
    long bytes,
    long unreadableLines,
    @JsonIgnore Severity threshold)
    implements Report {
  public LogReport {
    classes = List.copyOf(classes);
    events = List.copyOf(events);
    requireNonNull(threshold, "threshold is null");
  }

  /// How many messages of a class there are.
  public record ClassCount(String event, Severity severity, long messages, String meaning) {}

  /// One event. What is absent is not in the log, or holds what must not be shown.
  public record EventLine(
      String event,
      Severity severity,
      Optional<Instant> at,
      Optional<Long> pid,
      Optional<String> user,
      Optional<String> database,
      Optional<String> application,
      Optional<String> client,
      Optional<String> sqlState,
      List<Fact> facts,
      List<LogEvent.LockWait> waits,
      Optional<String> statement,
      Optional<String> plan) {
    public EventLine {
      facts = List.copyOf(facts);
      waits = List.copyOf(waits);
    }

    static EventLine of(LogEvent event) {
      return new EventLine(
          event.type().key(),
          event.type().severity(),
          event.at(),
          event.session().pid().isPresent()
              ? Optional.of(event.session().pid().getAsLong())
              : Optional.empty(),
          event.session().user(),
          event.session().database(),
          event.session().application(),
          event.session().client(),
          event.sqlState(),
          event.facts(),
          event.waits(),
          event.statement(),
          event.plan());
    }

    private String what() {
      List<String> parts = new ArrayList<>();
      sqlState.ifPresent(parts::add);
      facts.forEach(fact -> parts.add(fact.name() + "=" + fact.value()));
      waits.forEach(
          wait ->
              parts.add(
                  "%d waits for %d (%s on %s)%s"
                      .formatted(
                          wait.waiter(),
                          wait.blocker(),
                          wait.mode(),
                          wait.object(),
                          wait.statement().map(sql -> ": " + sql).orElse(""))));
      statement.ifPresent(parts::add);
      return String.join(", ", parts);
    }

    private String who() {
      return user.map(u -> u + database.map(d -> "@" + d).orElse("")).orElse("");
    }
  }

  public static LogReport of(LogReading reading, EventSelection selection, Severity threshold) {
    List<ClassCount> classes = new ArrayList<>();
    for (LogClass type : LogClass.values()) {
      long messages = reading.totals().of(type);
      if (messages > 0) {
        classes.add(new ClassCount(type.key(), type.severity(), messages, type.meaning()));
      }
    }
    classes.sort(Comparator.comparing(ClassCount::severity).reversed());
    List<EventLine> events = selection.selected().stream().map(EventLine::of).toList();
    return new LogReport(
        classes,
        events,
        selection.all() - events.size(),
        reading.totals().all(),
        reading.bytes(),
        reading.unreadable(),
        threshold);
  }

  @Override
  public String schema() {
    return "log/1";
  }

  /// Found, where there is an event at or over the threshold.
  @Override
  public ExitCode exit() {
    return classes.stream()
            .filter(c -> LogClass.of(c.event()).filter(LogClass::isEvent).isPresent())
            .anyMatch(c -> c.severity().compareTo(threshold) >= 0)
        ? ExitCode.FOUND
        : ExitCode.DONE;
  }

  @Override
  public void print(Page page) {
    if (!events.isEmpty()) {
      page.table(
          List.of("AT", "EVENT", "SEVERITY", "PID", "SESSION", "WHAT"),
          events.stream()
              .map(
                  e ->
                      List.of(
                          e.at().map(Instant::toString).orElse("unknown"),
                          e.event(),
                          word(e.severity()),
                          e.pid().map(String::valueOf).orElse(""),
                          e.who(),
                          e.what().lines().map(String::strip).collect(Collectors.joining(" "))))
              .toList());
      page.blank();
    }
    page.table(
        List.of("CLASS", "SEVERITY", "MESSAGES", "WHAT"),
        classes.stream()
            .map(
                c ->
                    List.of(
                        c.event(), word(c.severity()), Long.toString(c.messages()), c.meaning()))
            .toList());
    page.blank();
    page.line(
        "%s in %s; %s not shown, %s not understood"
            .formatted(
                Counted.of(messages, "message"),
                Counted.of(bytes, "byte"),
                Counted.of(omittedEvents, "event"),
                Counted.of(unreadableLines, "line")));
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "info";
    };
  }
}
