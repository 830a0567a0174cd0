package dev.ballast.observe.medium;

import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Durations;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a message says, as plain text without control characters; each protocol escapes it.
final class Wording {
  private static final int LONGEST_LINE = 500;
  private static final int LONGEST_COMMAND = 1500;
  private static final int MOST_EXPLAINED = 10;
  private static final int MOST_EVIDENCE = 20;
  private static final int MOST_REMEDIES = 4;
  private static final int ID_LENGTH = 8;

  private Wording() {}

  /// One line: how urgent it is, where, and what is wrong.
  static String headline(Notice notice) {
    return line(
        "[%s] %s: %s%s"
            .formatted(
                notice.isTest() ? "test" : urgency(notice),
                notice.alert().target(),
                change(notice),
                notice.alert().condition().summary()));
  }

  /// The headline, and what ends it first, for who sees nothing else.
  static String text(Notice notice) {
    return headline(notice)
        + firstRemedy(notice)
            .map(remedy -> "\n" + remedy.what() + ":\n" + remedy.command())
            .orElse("");
  }

  /// The same as one line.
  static String textLine(Notice notice) {
    return headline(notice)
        + firstRemedy(notice)
            .map(remedy -> " " + line(remedy.what() + ": " + remedy.command()))
            .orElse("");
  }

  private static Optional<Remedy> firstRemedy(Notice notice) {
    return remedies(notice).stream().findFirst();
  }

  private static String change(Notice notice) {
    return switch (notice.purpose()) {
      case Notice.Purpose.Test() -> "";
      case Notice.Purpose.Change(MessageKind kind) ->
          switch (kind) {
            case RAISED -> "";
            case WORSENED -> "worse: ";
            case RETURNED -> "again: ";
            case RESOLVED -> "resolved: ";
          };
    };
  }

  static String urgency(Notice notice) {
    return notice.urgency().name().toLowerCase(Locale.ROOT);
  }

  /// What an alert is about, as one line.
  static String subject(Alert alert) {
    return line(
        alert.subject().all().stream()
            .map(label -> label.name() + "=" + label.value())
            .collect(Collectors.joining(", ")));
  }

  /// What was measured and when, a line each.
  static List<String> facts(Notice notice) {
    Alert alert = notice.alert();
    List<String> facts = new ArrayList<>();
    notice.remark().map(Wording::line).ifPresent(facts::add);
    if (notice.isTest()) {
      return facts;
    }
    facts.add(line("check: " + alert.check()));
    if (!alert.subject().all().isEmpty()) {
      facts.add("subject: " + subject(alert));
    }
    facts.add("wrong since: " + alert.since());
    alert
        .resolvedAt()
        .ifPresent(
            at ->
                facts.add(
                    "resolved: %s, after %s"
                        .formatted(at, Durations.text(Duration.between(alert.since(), at)))));
    if (alert.returns() > 0) {
      facts.add("came back: " + Counted.of(alert.returns(), "time"));
    }
    alert.unknown().ifPresent(why -> facts.add(line("undecided at present, because " + why)));
    for (EventDetail detail : first(alert.condition().evidence(), MOST_EVIDENCE)) {
      facts.add(line(detail.name() + ": " + detail.value()));
    }
    for (Alert other : first(notice.explained(), MOST_EXPLAINED)) {
      facts.add(line("it explains: " + other.condition().summary()));
    }
    if (notice.explained().size() > MOST_EXPLAINED) {
      facts.add("it explains: " + (notice.explained().size() - MOST_EXPLAINED) + " more");
    }
    facts.add("more: ballast alert show " + alert.id().toString().substring(0, ID_LENGTH));
    return facts;
  }

  /// What ends it; nothing where it has ended.
  static List<Remedy> remedies(Notice notice) {
    return notice.isResolution()
        ? List.of()
        : first(notice.alert().condition().remedies(), MOST_REMEDIES).stream()
            .map(remedy -> new Remedy(line(remedy.what()), lines(remedy.command())))
            .toList();
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  /// A name of a label as protocols allow it.
  static String name(Label label) {
    return label.name().replaceAll("[^a-zA-Z0-9_]", "_");
  }

  /// Text that stays one line and shows nothing that it is not.
  static String line(String text) {
    return bounded(text.codePoints(), LONGEST_LINE, false);
  }

  /// The same with line ends.
  static String lines(String text) {
    return bounded(text.codePoints(), LONGEST_COMMAND, true);
  }

  private static String bounded(IntStream characters, int most, boolean withLineEnds) {
    StringBuilder text = new StringBuilder();
    int[] all = characters.limit(most + 1L).toArray();
    for (int i = 0; i < Math.min(all.length, most); i++) {
      text.appendCodePoint(visible(all[i], withLineEnds));
    }
    return all.length > most ? text.append("...").toString() : text.toString();
  }

  /// Control characters, and those that change the direction of what follows, are shown as U+FFFD.
  private static int visible(int character, boolean withLineEnds) {
    if (character == '\n' && withLineEnds) {
      return character;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          character == '\n' || character == '\t' ? ' ' : '\uFFFD';
      default -> character;
    };
  }
}
