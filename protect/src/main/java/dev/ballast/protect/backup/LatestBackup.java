package dev.ballast.protect.backup;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The latest backup of one target, by what the source and the evidence log say and never by a
/// clock: of the cluster that was backed up last, the newest timeline; on it, the
/// highest LSN; among equals, the last entry of the log. For one thread.
///
/// Only a backup in quarantine is passed over. One that was never proved, or was refuted, is named
/// and not exchanged for an older one: which of the two is the lesser evil, the operator decides.
final class LatestBackup {

  /// A backup and the number of the entry that committed it, 0 where the log has none.
  private record Candidate(Backup backup, long entry) {
    private static final Comparator<Candidate> BY_HISTORY =
        Comparator.comparingInt((Candidate c) -> c.span().timeline().value())
            .thenComparing(c -> c.span().end())
            .thenComparingLong(Candidate::entry)
            .thenComparing(c -> c.backup().id());

    BackupRecord.WalSpan span() {
      return backup.record().span();
    }

    String display() {
      return "backup %s (timeline %s, %s, entry %d)"
          .formatted(backup.id(), span().timeline().value(), span().end(), entry);
    }
  }

  private final Vault vault;
  private final BackupEvidence evidence;
  private final List<Candidate> readable = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Acceptance> provedFor = Optional.empty();

  private LatestBackup(Vault vault) {
    this.vault = vault;
    this.evidence = BackupEvidence.read(vault);
  }

  static ChosenBackup find(Vault vault, Optional<String> target) {
    return find(new LatestBackup(vault), target);
  }

  /// As [#find], among those whose newest proof holds. Later ones are named.
  static ChosenBackup findProved(Vault vault, Optional<String> target, Acceptance accepted) {
    LatestBackup search = new LatestBackup(vault);
    search.provedFor = Optional.of(accepted);
    return find(search, target);
  }

  private static ChosenBackup find(LatestBackup search, Optional<String> target) {
    search.readAll();
    Map<String, List<Candidate>> byTarget =
        search.readable.stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.backup().record().target(), TreeMap::new, Collectors.toList()));
    if (target.isEmpty() && byTarget.size() > 1) {
      throw ambiguous(byTarget);
    }
    List<Candidate> own =
        target.isEmpty()
            ? byTarget.values().stream().flatMap(Collection::stream).toList()
            : byTarget.getOrDefault(target.get(), List.of());
    return search.choose(own).orElseThrow(() -> search.none(target, byTarget));
  }

  /// Anyone who can write to the vault can put any file there, and must not take away the view of
  /// what is sound.
  private void readAll() {
    for (DepositId id : vault.deposits()) {
      try {
        readable.add(new Candidate(Backup.load(vault, id), evidence.committed(id)));
      } catch (Fault fault) {
        if (fault.code().exit() != ExitCode.REFUTED) {
          throw fault;
        }
        notes.add("backup %s was passed over: %s".formatted(id, fault.getMessage()));
      }
    }
  }

  private Optional<ChosenBackup> choose(List<Candidate> own) {
    List<Candidate> trusted = new ArrayList<>();
    for (Candidate candidate : present(own)) {
      Optional<Quarantine> quarantine = candidate.backup().record().quarantine();
      if (provedFor.isPresent() && !isProved(candidate, provedFor.get())) {
        notes.add(candidate.display() + " was passed over: it was not proved");
        continue;
      }
      if (quarantine.isEmpty()) {
        trusted.add(candidate);
      } else {
        notes.add(
            "%s was passed over: it is in quarantine: %s"
                .formatted(candidate.display(), quarantine.get().reason()));
      }
    }
    Optional<Candidate> latest = trusted.stream().max(Candidate.BY_HISTORY);
    latest.ifPresent(chosen -> describe(chosen, trusted));
    return latest.map(chosen -> new ChosenBackup(chosen.backup(), notes));
  }

  /// Those of the cluster that was backed up last. LSNs and timelines of a cluster that `initdb` or
  /// pg_upgrade made in its place do not compare with its own.
  private List<Candidate> present(List<Candidate> own) {
    Optional<Candidate> last = own.stream().max(Comparator.comparingLong(Candidate::entry));
    List<Candidate> present =
        own.stream().filter(c -> last.isPresent() && cluster(c) == cluster(last.get())).toList();
    own.stream()
        .filter(c -> !present.contains(c))
        .max(Comparator.comparingLong(Candidate::entry))
        .ifPresent(
            other ->
                notes.add(
                    "%s is the last one of another cluster, system identifier %s; the latest cluster is %s"
                        .formatted(
                            other.display(),
                            Long.toUnsignedString(cluster(other)),
                            Long.toUnsignedString(cluster(last.orElseThrow())))));
    return present;
  }

  private static long cluster(Candidate candidate) {
    return candidate.backup().record().source().systemIdentifier();
  }

  private void describe(Candidate chosen, List<Candidate> trusted) {
    trusted.stream()
        .filter(c -> c.entry() > chosen.entry())
        .max(Comparator.comparingLong(Candidate::entry))
        .ifPresent(
            later ->
                notes.add(
                    "%s was stored later than %s, but its source stood behind: name it to use it"
                        .formatted(later.display(), chosen.display())));
    Optional<BackupEvidence.Proved> newest = evidence.proof(chosen.backup());
    Optional<String> doubt =
        newest.isEmpty()
            ? Optional.of("was never proved")
            : switch (newest.get().verdict()) {
              case Verdict.Proved() -> Optional.empty();
              case Verdict.Refuted(String why) -> Optional.of("was refuted: " + why);
              case Verdict.Undecided(String why, var causes) ->
                  Optional.of("was not proved: " + why);
            };
    doubt.ifPresent(
        why ->
            notes.add(
                "%s %s; %s"
                    .formatted(
                        chosen.display(),
                        newest.map(p -> why + " (entry " + p.entry() + ")").orElse(why),
                        lastProved(trusted))));
  }

  private boolean isProved(Candidate candidate, Acceptance accepted) {
    return evidence.proof(candidate.backup()).filter(p -> p.suffices(accepted)).isPresent();
  }

  private String lastProved(List<Candidate> trusted) {
    return trusted.stream()
        .filter(c -> isProved(c, Acceptance.NONE))
        .max(Candidate.BY_HISTORY)
        .map(proved -> "the latest proved one is " + proved.display())
        .orElse("none of this target was proved");
  }

  private Fault none(Optional<String> target, Map<String, List<Candidate>> byTarget) {
    String primary =
        "no backup%s is in the vault that can be used"
            .formatted(target.map(t -> " of target " + t).orElse(""));
    List<String> facts = new ArrayList<>(notes);
    if (target.isPresent() && !byTarget.containsKey(target.get()) && !byTarget.isEmpty()) {
      facts.add("it holds backups of " + String.join(", ", byTarget.keySet()));
    }
    Fault fault =
        Fault.of(ProtectError.BACKUP_UNKNOWN, primary)
            .hint(
                provedFor.isPresent() && !notes.isEmpty()
                    ? "Prove one: ballast prove --backup latest --target " + target.orElse("TARGET")
                    : "Take one: ballast backup run");
    return facts.isEmpty() ? fault : fault.detail(String.join("\n", facts));
  }

  private static Fault ambiguous(Map<String, List<Candidate>> byTarget) {
    String listed =
        byTarget.entrySet().stream()
            .map(
                e ->
                    "%s: %d backup%s, the last stored is %s"
                        .formatted(
                            e.getKey(),
                            e.getValue().size(),
                            e.getValue().size() == 1 ? "" : "s",
                            e.getValue().stream()
                                .max(Comparator.comparingLong(Candidate::entry))
                                .orElseThrow()
                                .display()))
            .collect(Collectors.joining("\n"));
    return Fault.of(
            ProtectError.BACKUP_TARGET_AMBIGUOUS,
            "the vault holds backups of %d targets, and none is named".formatted(byTarget.size()))
        .detail(listed)
        .hint("Name one: --of " + byTarget.keySet().iterator().next());
  }
}
