package dev.ballast.observe.log.event;

import dev.ballast.observe.log.event.KnownMessage.KnownPart;
import dev.ballast.observe.log.event.LogEvent.LockWait;
import dev.ballast.observe.log.record.Level;
import dev.ballast.observe.log.record.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Classifies messages: by SQLSTATE where it suffices, then by the text, then by the level alone.
/// What has none of these is unclassified. For one thread.
public final class Classifier {
  /// So many characters at its beginning decide which texts are tried.
  private static final int KEY = 6;

  private static final String SQL = "SQL";
  private static final String PLAN = "PLAN";
  private static final String NOT_KEPT = "-";

  /// Raised by the client's own code, whatever its text says.
  private static final String RAISED = "P0";

  /// A checkpoint that waited so long for the disk is long, in seconds.
  private static final double LONG_SYNC = 5;

  private final MessageCatalogue catalogue;
  private final StatementText statements = new StatementText();
  private final Map<String, List<Candidate>> byBeginning = new HashMap<>();
  private final List<Candidate> others = new ArrayList<>();

  public Classifier(MessageCatalogue catalogue) {
    this.catalogue = catalogue;
    for (KnownMessage message : catalogue.messages()) {
      MessageTemplate template = new MessageTemplate(message.format());
      Candidate candidate =
          new Candidate(message, template, message.parts().stream().map(PartReader::new).toList());
      String beginning = template.beginning();
      if (beginning.length() < KEY) {
        others.add(candidate);
      } else {
        byBeginning
            .computeIfAbsent(beginning.substring(0, KEY), key -> new ArrayList<>())
            .add(candidate);
      }
    }
  }

  private record Candidate(
      KnownMessage message, MessageTemplate template, List<PartReader> parts) {}

  private record PartReader(KnownPart part, MessageTemplate template) {
    PartReader(KnownPart part) {
      this(part, new MessageTemplate(part.format()));
    }
  }

  private record Match(Candidate candidate, List<String> values) {}

  /// The event that a message is.
  public LogEvent classify(LogRecord log) {
    Optional<Match> match = isRaised(log) ? Optional.empty() : match(log);
    Optional<LogClass> byState = log.sqlState().flatMap(catalogue::ofState);
    LogClass type =
        byState
            .filter(state -> !isRaised(log))
            .or(() -> match.map(found -> found.candidate().message().type()))
            .orElseGet(() -> byLevel(log.level()));
    if (!type.isEvent()) {
      return new LogEvent(
          type,
          log.at(),
          log.session(),
          log.sqlState(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
    return new Making(log).event(type, match);
  }

  private static boolean isRaised(LogRecord log) {
    return log.sqlState().filter(state -> state.startsWith(RAISED)).isPresent();
  }

  private static LogClass byLevel(Level level) {
    return switch (level) {
      case PANIC -> LogClass.PANIC;
      case FATAL -> LogClass.FATAL;
      case ERROR -> LogClass.STATEMENT_ERROR;
      case DEBUG, INFO, NOTICE -> LogClass.ROUTINE;
      case WARNING, LOG, UNKNOWN -> LogClass.UNCLASSIFIED;
    };
  }

  private Optional<Match> match(LogRecord log) {
    String text = log.texts().message();
    if (text.length() >= KEY) {
      for (Candidate candidate : byBeginning.getOrDefault(text.substring(0, KEY), List.of())) {
        Optional<Match> match = match(candidate, log);
        if (match.isPresent()) {
          return match;
        }
      }
    }
    for (Candidate candidate : others) {
      Optional<Match> match = match(candidate, log);
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private static Optional<Match> match(Candidate candidate, LogRecord log) {
    boolean ofClient = log.session().user().isPresent() || log.level() == Level.ERROR;
    return candidate.message().type().isOfServerOnly() && ofClient
        ? Optional.empty()
        : candidate
            .template()
            .match(log.texts().message())
            .filter(candidate.message()::admits)
            .map(values -> new Match(candidate, values));
  }

  /// An event while it is made.
  private final class Making {
    private final LogRecord log;
    private final List<Fact> facts = new ArrayList<>();
    private final List<LockWait> waits = new ArrayList<>();
    private Optional<String> statement = Optional.empty();
    private Optional<String> plan = Optional.empty();

    Making(LogRecord log) {
      this.log = log;
    }

    LogEvent event(LogClass type, Optional<Match> match) {
      statement = log.texts().statement().flatMap(statements::withoutLiterals);
      match.ifPresent(
          found -> {
            take(found.candidate().message().names(), found.values());
            found.candidate().parts().forEach(part -> part(part));
          });
      if (type == LogClass.DEADLOCK) {
        facts.clear();
        log.texts()
            .detail()
            .ifPresent(detail -> waits.addAll(new DeadlockDetail(statements).read(detail)));
      }
      LogClass last =
          type == LogClass.CHECKPOINT && seconds("sync_s") >= LONG_SYNC
              ? LogClass.LONG_CHECKPOINT
              : type;
      return new LogEvent(
          last, log.at(), log.session(), log.sqlState(), facts, statement, plan, waits);
    }

    private double seconds(String fact) {
      return facts.stream()
          .filter(f -> f.name().equals(fact))
          .mapToDouble(f -> Double.parseDouble(f.value()))
          .findFirst()
          .orElse(Double.NaN);
    }

    private void part(PartReader reader) {
      Optional<String> text =
          reader.part().inContext() ? log.texts().context() : log.texts().detail();
      text.ifPresent(
          whole ->
              reader
                  .template()
                  .match(whole)
                  .or(
                      () ->
                          whole
                              .lines()
                              .map(line -> reader.template().match(line))
                              .flatMap(Optional::stream)
                              .findFirst())
                  .ifPresent(values -> take(reader.part().names(), values)));
    }

    private void take(List<String> names, List<String> values) {
      for (int i = 0; i < names.size(); i++) {
        String value = values.get(i);
        switch (names.get(i)) {
          case SQL -> statement = statements.withoutLiterals(value).or(() -> statement);
          case PLAN -> plan = new PlanText(statements).withoutLiterals(value);
          case NOT_KEPT -> {
            // It may hold what a client sent.
          }
          default -> facts.add(new Fact(names.get(i), value));
        }
      }
    }
  }
}
