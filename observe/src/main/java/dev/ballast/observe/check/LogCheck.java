package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Counted;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A check of how many messages of a class the server's log got within the last hour.
public abstract class LogCheck extends EventCheck {
  private static final String MESSAGES = "messages";

  private final LogClass type;

  protected LogCheck(String name, Topic topic, Threshold threshold, LogClass type) {
    super(name, topic, threshold, EventSource.LOG);
    this.type = requireNonNull(type, "type is null");
  }

  @Override
  public Set<String> labels() {
    return Set.of("class");
  }

  @Override
  protected final Optional<String> unread(Observed observed) {
    return observed.target().log().isPresent()
        ? Optional.empty()
        : Optional.of("the configuration does not say where the server's log is");
  }

  @Override
  protected final List<SymptomDraft> judged(List<Event> events, Observed observed) {
    List<Event> some =
        events.stream()
            .filter(event -> event.subject().equals(type.key()))
            .filter(event -> counts(event, events))
            .toList();
    if (some.isEmpty()) {
      return List.of();
    }
    Event newest = some.getFirst();
    long messages = some.stream().mapToLong(LogCheck::messages).sum();
    SymptomDraft draft =
        SymptomDraft.of(
                Labels.of("class", type.key()),
                (double) messages,
                "%s of class %s within an hour, the last at %s: %s"
                    .formatted(
                        Counted.of(messages, "message"), type.key(), newest.at(), newest.summary()))
            .with("last_at", newest.at().toString());
    newest.detail().stream()
        .filter(detail -> !detail.name().equals(MESSAGES))
        .forEach(detail -> draft.with(detail.name(), detail.value()));
    remedies(draft, observed);
    return List.of(draft);
  }

  /// Whether a message of the class is what the check looks for.
  ///
  /// @param events all of the log, of any class
  protected boolean counts(Event event, List<Event> events) {
    return true;
  }

  /// Adds the ways to end it.
  protected abstract void remedies(SymptomDraft draft, Observed observed);

  /// The command that reads the server's log.
  protected static String reading(Observed observed) {
    return observed
        .target()
        .log()
        .map(
            log ->
                "ballast log read %s%s"
                    .formatted(
                        new ShellWord(log.place().toString()), log.isDirectory() ? "/*" : ""))
        .orElse("ballast log read -");
  }

  /// An event may stand for many messages, which the log's budget did not admit one by one.
  private static long messages(Event event) {
    return event
        .detail(MESSAGES)
        .filter(text -> !text.isEmpty() && text.chars().allMatch(Character::isDigit))
        .map(Long::parseLong)
        .orElse(1L);
  }
}
