package dev.ballast.server.page;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.pages.proof.EntryPage;
import dev.ballast.pages.proof.EntryPage.LevelRow;
import dev.ballast.pages.proof.EntryPage.PhaseRow;
import dev.ballast.pages.proof.Outcome;
import dev.ballast.pages.proof.ProofsPage;
import dev.ballast.pages.proof.ProofsPage.Drill;
import dev.ballast.pages.proof.ProofsPage.Guarded;
import dev.ballast.pages.proof.ProofsPage.LevelMark;
import dev.ballast.pages.text.Moments;
import dev.ballast.protect.backup.Backup;
import dev.ballast.report.vault.EvidenceLine;
import dev.ballast.server.ServerError;
import dev.ballast.server.page.VaultBook.Run;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts the pages of proofs together.
final class ProofPages {
  private static final int MOST_DRILLS = 20;

  /// While somebody looks, a vault is read more often.
  private static final Duration OLD = Duration.ofMinutes(2);

  private static final Set<String> OF_RECOVERY =
      Set.of(
          Phase.RESTORE,
          Phase.WAL_CHECK,
          Phase.START,
          Phase.REPLAY,
          Phase.RECOVERY,
          Phase.PROMOTION);

  private final PageSources sources;

  ProofPages(PageSources sources) {
    this.sources = sources;
  }

  /// @param filter what the name of a target holds
  ProofsPage list(String filter, int page, Moments moments) {
    List<VaultBook> books = sources.vaults().get();
    List<Stored> all = new ArrayList<>();
    for (VaultBook book : books) {
      Map<String, List<Run>> runs = book.runs();
      for (String target : book.targets()) {
        all.add(new Stored(book, target, runs.getOrDefault(target, List.of())));
      }
    }
    String wanted = filter.toLowerCase(Locale.ROOT);
    List<Stored> found =
        all.stream()
            .filter(each -> each.target().toLowerCase(Locale.ROOT).contains(wanted))
            .sorted(Comparator.comparingInt(Stored::urgency).thenComparing(Stored::target))
            .toList();
    int last = Math.max(1, Math.ceilDiv(found.size(), ProofsPage.ROWS));
    int shown = Math.min(page, last);
    List<Guarded> targets = new ArrayList<>();
    found.stream()
        .skip((shown - 1L) * ProofsPage.ROWS)
        .limit(ProofsPage.ROWS)
        .forEach(each -> targets.add(guarded(each, moments, targets.size())));
    return new ProofsPage(
        verdict(all), troubles(books, moments), filter, found.size(), shown, targets);
  }

  /// What a vault holds of a target.
  private record Stored(VaultBook book, String target, List<Run> runs) {
    /// Of the newest run. While the vault was not read once, nothing is known of it.
    Outcome outcome() {
      return runs.isEmpty()
          ? book.readAt().isEmpty() ? Outcome.UNDECIDED : Outcome.REFUTED
          : ProofPages.outcome(runs.getLast().proof().verdict());
    }

    /// The least is first.
    int urgency() {
      return switch (outcome()) {
        case REFUTED -> 0;
        case UNDECIDED -> 1;
        case PROVED -> 2;
      };
    }
  }

  private static String verdict(List<Stored> targets) {
    long unproved = targets.stream().filter(each -> each.outcome() != Outcome.PROVED).count();
    if (targets.isEmpty()) {
      return "No target has a vault: nothing could be brought back.";
    }
    if (targets.stream().allMatch(each -> each.book().readAt().isEmpty())) {
      return "Nothing is known of %s yet: no vault was read."
          .formatted(Counted.of(targets.size(), "target"));
    }
    return unproved == 0
        ? "Every target that has a vault was restored and read."
        : "%d of %d targets have no proof that holds.".formatted(unproved, targets.size());
  }

  private static List<String> troubles(List<VaultBook> books, Moments moments) {
    return books.stream().flatMap(book -> trouble(book, moments).stream()).toList();
  }

  /// What somebody must know who reads what was in a vault.
  private static Optional<String> trouble(VaultBook book, Moments moments) {
    if (book.unreadable().isPresent()) {
      return Optional.of(
          "Vault %s cannot be read: %s. What is shown was read %s."
              .formatted(
                  book.vault(),
                  book.unreadable().get(),
                  book.readAt().map(moments::relative).orElse("never")));
    }
    if (book.readAt().isEmpty()) {
      return Optional.of(
          "Vault %s is being read for the first time since the node was started."
              .formatted(book.vault()));
    }
    return book.readAt()
        .filter(at -> Duration.between(at, moments.now()).compareTo(OLD) > 0)
        .map(
            at ->
                "Vault %s was read %s; it is being read again."
                    .formatted(book.vault(), moments.relative(at)));
  }

  private Guarded guarded(Stored stored, Moments moments, int number) {
    String target = stored.target();
    List<Run> runs = stored.runs();
    List<Backup> backups =
        stored.book().backups().stream().filter(b -> b.record().target().equals(target)).toList();
    List<RecoveryRange> ranges =
        RecoverPages.ranges(stored.book(), target, new RecoverPages(sources).receivedUntil(target));
    return new Guarded(
        target,
        runs.isEmpty() ? nothing(stored.book()) : sentence(runs.getLast(), moments),
        stored.outcome(),
        backups.isEmpty() && runs.isEmpty()
            ? Optional.empty()
            : Optional.of(ProofLine.of(number, target, backups, runs, ranges, moments)),
        runs.reversed().stream().limit(MOST_DRILLS).map(ProofPages::drill).toList(),
        backups.size(),
        "ballast restore latest --of %s --to ./restored".formatted(target),
        RecoverPages.newest(ranges));
  }

  private static String nothing(VaultBook book) {
    return book.readAt().isEmpty()
        ? "Nothing is known of it yet: its vault was not read."
        : "No backup of it was ever restored and read, so nothing is known of it.";
  }

  private static String sentence(Run run, Moments moments) {
    Proof proof = run.proof();
    String age = moments.relative(proof.endedAt());
    return switch (proof.verdict()) {
      case Verdict.Proved() ->
          "It was brought back in %s and read, %s. A recovery of today's size is expected to take %s."
              .formatted(
                  Durations.text(recovery(proof)),
                  age,
                  Durations.text(proof.recoveryTimeForecast()));
      case Verdict.Refuted(String reason) ->
          "The newest run refuted its backup, %s: %s.".formatted(age, reason);
      case Verdict.Undecided undecided ->
          "The newest run was undecided, %s, because %s.".formatted(age, undecided.reason());
    };
  }

  private static Drill drill(Run run) {
    Proof proof = run.proof();
    return new Drill(
        run.path(),
        proof.endedAt(),
        outcome(proof.verdict()),
        proof.claim(),
        proof.levels().stream()
            .map(
                level ->
                    new LevelMark(
                        level.level().name(), level.level().title(), outcome(level.verdict())))
            .toList(),
        Durations.text(recovery(proof)),
        Durations.text(proof.recoveryTimeForecast()));
  }

  /// What somebody would wait for.
  private static Duration recovery(Proof proof) {
    return proof.phases().stream()
        .filter(phase -> OF_RECOVERY.contains(phase.name()))
        .map(Phase::took)
        .reduce(Duration.ZERO, Duration::plus);
  }

  static Outcome outcome(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved() -> Outcome.PROVED;
      case Verdict.Refuted ignored -> Outcome.REFUTED;
      case Verdict.Undecided ignored -> Outcome.UNDECIDED;
    };
  }

  /// Throws `resource-missing`.
  EntryPage entry(String vault, long seq, ZoneId zone) {
    EvidenceEntry entry =
        sources.vaults().get().stream()
            .filter(book -> book.vault().equals(vault))
            .flatMap(book -> book.entries().stream())
            .filter(each -> each.seq() == seq)
            .findFirst()
            .orElseThrow(
                () ->
                    Fault.of(ServerError.RESOURCE_MISSING, "there is no such entry of evidence")
                        .hint("ballast evidence list shows the entries of a vault."));
    String place = vault + ", entry " + seq;
    return entry.isProof() ? proof(place, entry, entry.as(Proof.class), zone) : other(place, entry);
  }

  private static EntryPage proof(String place, EvidenceEntry entry, Proof proof, ZoneId zone) {
    List<String> notes = new ArrayList<>(proof.versions());
    notes.add("Isolation: " + proof.isolation());
    return new EntryPage(
        place,
        "Proof",
        proof.endedAt(),
        proof.claim(),
        proof.subject(),
        Optional.of(outcome(proof.verdict())),
        proof.verdict().why(),
        proof.levels().stream().map(ProofPages::level).toList(),
        phases(proof.phases()),
        PhaseLanes.of(proof, zone),
        PhaseLanes.recovery(proof, recovery(proof)),
        notes,
        proof.rerun(),
        entry.hash(),
        "");
  }

  private static LevelRow level(LevelResult result) {
    return new LevelRow(
        result.level().name(),
        result.level().title(),
        result.level().claim(),
        outcome(result.verdict()),
        result
            .verdict()
            .why()
            .map(why -> result.summary() + "; because " + why)
            .orElse(result.summary()),
        Durations.text(result.took()),
        result.facts());
  }

  private static List<PhaseRow> phases(List<Phase> phases) {
    long longest = phases.stream().mapToLong(phase -> phase.took().toNanos()).max().orElse(1);
    return phases.stream()
        .map(
            phase ->
                new PhaseRow(
                    phase.name(),
                    Durations.text(phase.took()),
                    phase.bytesPerSecond() > 0
                        ? new ByteSize((long) phase.bytesPerSecond()) + "/s"
                        : "–",
                    (double) phase.took().toNanos() / Math.max(1, longest)))
        .toList();
  }

  private static EntryPage other(String place, EvidenceEntry entry) {
    EvidenceLine line = EvidenceLine.of(entry);
    return new EntryPage(
        place,
        entry.kind(),
        entry.at(),
        line.claim(),
        line.subject(),
        line.verdict().map(ProofPages::outcome),
        line.verdict().flatMap(Verdict::why),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        "",
        entry.hash(),
        entry.payload());
  }
}
