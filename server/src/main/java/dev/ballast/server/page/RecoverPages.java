package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.pages.proof.RecoverPage;
import dev.ballast.pages.proof.RecoverPage.Command;
import dev.ballast.pages.proof.RecoverPage.Range;
import dev.ballast.pages.text.Moments;
import dev.ballast.protect.restore.StoredSpan;
import dev.ballast.server.ServerError;
import dev.ballast.server.page.RecoveryRange.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts the page together that says how a moment is recovered.
final class RecoverPages {
  private static final double MILLIS = 1e3;

  private final PageSources sources;

  RecoverPages(PageSources sources) {
    this.sources = sources;
  }

  /// Throws `resource-missing` where no vault has the target.
  ///
  /// @param at the moment; empty for the newest that can be recovered
  RecoverPage of(String target, Optional<Instant> at, Moments moments) {
    VaultBook book =
        sources.vaults().get().stream()
            .filter(each -> each.targets().contains(target))
            .findFirst()
            .orElseThrow(
                () ->
                    Fault.of(ServerError.RESOURCE_MISSING, "no vault has backups of that target")
                        .hint("The page of proofs lists the targets that have one."));
    List<RecoveryRange> ranges = ranges(book, target, receivedUntil(target));
    Instant now = moments.now();
    Instant wanted = at.orElseGet(() -> newest(ranges).orElse(now));
    return page(
        target,
        wanted,
        RecoveryRange.answer(ranges, wanted, now),
        rows(
            ranges, ProofLine.proved(book.runs().getOrDefault(target, List.of())), target, moments),
        moments);
  }

  /// The newest moment that can be recovered for certain.
  static Optional<Instant> newest(List<RecoveryRange> ranges) {
    return ranges.stream()
        .map(range -> range.alone() ? range.from() : range.until().orElse(range.from()))
        .max(Comparator.naturalOrder());
  }

  /// @param received the moment up to which all log is received at present; empty where nobody
  ///     receives
  static List<RecoveryRange> ranges(VaultBook book, String target, Optional<Instant> received) {
    List<RecoveryRange> all = new ArrayList<>();
    for (StoredSpan span : book.spans()) {
      if (span.backup().record().target().equals(target)) {
        all.add(
            range(
                span.backup().id().text(),
                span.backup().record().origin().endedAt(),
                span.end(),
                span.gap(),
                received));
      }
    }
    return all;
  }

  /// In whole seconds, which are typed more easily: from the one in which the backup was complete
  /// already, until the one that is stored to its end.
  static RecoveryRange range(
      String backup,
      Instant complete,
      StoredSpan.End end,
      boolean gap,
      Optional<Instant> received) {
    Instant second = complete.truncatedTo(ChronoUnit.SECONDS);
    Instant from = second.equals(complete) ? second : second.plusSeconds(1);
    return switch (end) {
      case StoredSpan.End.OfBackup() ->
          new RecoveryRange(backup, from, Optional.of(from), true, gap);
      case StoredSpan.End.Deposited(Instant before) ->
          new RecoveryRange(backup, from, Optional.of(notBefore(from, before)), false, gap);
      case StoredSpan.End.Received() ->
          new RecoveryRange(backup, from, received.map(at -> notBefore(from, at)), false, gap);
    };
  }

  private static Instant notBefore(Instant from, Instant until) {
    Instant second = until.truncatedTo(ChronoUnit.SECONDS);
    return second.isBefore(from) ? from : second;
  }

  /// From the figures of the watch: when the recovery point was read, less its age.
  Optional<Instant> receivedUntil(String target) {
    return sources
        .board()
        .target(target)
        .flatMap(state -> state.family("recovery_point"))
        .flatMap(RecoverPages::until);
  }

  private static Optional<Instant> until(FamilyState family) {
    return family
        .latest()
        .filter(reading -> !reading.entities().isEmpty())
        .flatMap(
            reading -> {
              double age =
                  reading
                      .entities()
                      .getFirst()
                      .value(family.family().layout().indexOf("age_seconds"));
              return Double.isNaN(age)
                  ? Optional.<Instant>empty()
                  : Optional.of(reading.at().minus(Duration.ofMillis(Math.round(age * MILLIS))));
            });
  }

  private static RecoverPage page(
      String target, Instant at, Answer answer, List<Range> rows, Moments moments) {
    return switch (answer) {
      case Answer.Reachable(RecoveryRange range, boolean known) ->
          new RecoverPage(
              target,
              at,
              "From backup %s, which was complete at %s%s"
                  .formatted(
                      range.backup(),
                      moments.full(range.from()),
                      known
                          ? ", along the log behind it."
                          : ". How far the log behind it reaches has no known time at present:"
                              + " --dry-run finds out."),
              Optional.of(
                  new Command(range.backup(), range.alone() ? Optional.empty() : Optional.of(at))),
              true,
              rows);
      case Answer.Missing missing ->
          new RecoverPage(
              target,
              at,
              sentence(missing, moments),
              missing.before().map(range -> new Command(range.backup(), Optional.empty())),
              false,
              rows);
    };
  }

  private static String sentence(Answer.Missing missing, Moments moments) {
    String again =
        missing
            .after()
            .map(
                range ->
                    " It is possible again from %s on, with backup %s."
                        .formatted(moments.full(range.from()), range.backup()))
            .orElse("");
    Optional<String> until = missing.before().flatMap(RecoveryRange::until).map(moments::full);
    return switch (missing.why()) {
      case NO_BACKUP -> "There is no backup, so nothing can be recovered.";
      case FUTURE -> "That moment has not come yet.";
      case BEFORE_THE_FIRST ->
          "It is before the first backup."
              + missing
                  .after()
                  .map(
                      range ->
                          " The first moment that can be recovered is %s, with backup %s."
                              .formatted(moments.full(range.from()), range.backup()))
                  .orElse("");
      case HOLE ->
          "Log is missing there: what the backup before it can be recovered along is stored until %s."
                  .formatted(until.orElse("an unknown moment"))
              + again;
      case BACKUP_ALONE ->
          "No log is stored behind the backup before it, so that only the backup's own state of %s can be recovered."
                  .formatted(until.orElse("its end"))
              + again;
      case AFTER_THE_LAST ->
          "It is after the last moment that is stored, %s."
              .formatted(until.orElse("which is unknown"));
    };
  }

  private static List<Range> rows(
      List<RecoveryRange> ranges, Set<String> proved, String target, Moments moments) {
    return ranges.stream()
        .sorted(Comparator.comparing(RecoveryRange::from).reversed())
        .map(
            range ->
                new Range(
                    range.backup(),
                    range.from(),
                    until(range, moments),
                    proved.contains(target + " " + range.backup())))
        .toList();
  }

  private static String until(RecoveryRange range, Moments moments) {
    if (range.alone()) {
      return "its own state only: no log is stored behind it";
    }
    return range.until().map(moments::full).orElse("not known: nobody receives log at present")
        + (range.gap() ? ", where log is missing" : "");
  }
}
