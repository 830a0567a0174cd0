package dev.ballast.report.alert;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Durations;
import dev.ballast.report.Page;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// One alert.
///
/// @param id as far as it is needed to name it
/// @param subject its labels
/// @param unknown why it cannot be evaluated at present
/// @param cause the id of the alert that explains it
/// @param mute that is about it
public record AlertLine(
    String id,
    String target,
    String check,
    List<Label> subject,
    Urgency urgency,
    Instant raisedAt,
    Optional<Instant> resolvedAt,
    int returns,
    String summary,
    List<EventDetail> evidence,
    List<Remedy> remedies,
    Optional<String> unknown,
    Optional<String> cause,
    Optional<MuteLine> mute) {
  private static final int ID_LENGTH = 8;

  public AlertLine {
    requireNonNull(id, "id is null");
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    subject = List.copyOf(subject);
    requireNonNull(urgency, "urgency is null");
    requireNonNull(raisedAt, "raisedAt is null");
    requireNonNull(resolvedAt, "resolvedAt is null");
    requireNonNull(summary, "summary is null");
    evidence = List.copyOf(evidence);
    remedies = List.copyOf(remedies);
    requireNonNull(unknown, "unknown is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(mute, "mute is null");
  }

  /// A line of an alert.
  ///
  /// @param mutes that are in force
  public static AlertLine of(Alert alert, List<Mute> mutes) {
    return new AlertLine(
        shortId(alert.id()),
        alert.target(),
        alert.check(),
        alert.subject().all(),
        alert.urgency(),
        alert.raisedAt(),
        alert.resolvedAt(),
        alert.returns(),
        alert.condition().summary(),
        alert.condition().evidence(),
        alert.condition().remedies(),
        alert.unknown(),
        alert.cause().map(AlertLine::shortId),
        mutes.stream()
            .filter(m -> m.isAbout(alert.target(), alert.check(), alert.subject()))
            .max(Comparator.comparing(Mute::pages).thenComparing(Mute::endsAt))
            .map(MuteLine::of));
  }

  /// An id as far as it is needed to name an alert.
  public static String shortId(UUID id) {
    return id.toString().substring(0, ID_LENGTH);
  }

  public boolean open() {
    return resolvedAt.isEmpty();
  }

  /// The first line of its text: what it is, where and since when.
  void print(Page page, Instant now) {
    String when =
        resolvedAt
            .map(at -> "resolved " + Durations.text(Duration.between(at, now)) + " ago")
            .orElseGet(() -> "for " + Durations.text(Duration.between(raisedAt, now)));
    String kind = urgency.name().toLowerCase(Locale.ROOT);
    page.line(
        "%s %s: %s  (%s, %s, %s)"
            .formatted(open() ? page.style().bold(kind) : kind, target, summary, check, id, when));
    unknown.ifPresent(why -> page.line("  undecided at present, because " + why));
    cause.ifPresent(other -> page.line("  explained by alert " + other));
    mute.ifPresent(
        m ->
            page.line(
                "  "
                    + m.text()
                    + (urgency == Urgency.PAGE && !m.pages() ? "; not muted as a page" : "")));
  }
}
