package dev.ballast.protect.retain;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupEvidence;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which backups are to be removed, which stay and why, and what would be lost permanently.
///
/// @param removals oldest first
/// @param kept oldest first; backups that cannot be read are none of either, and stay
/// @param losses for each target that would be left without any backup, without a sound or without
///     a proven one, a sentence that says so
public record RetentionPlan(List<Removal> removals, List<Kept> kept, List<String> losses) {
  public RetentionPlan {
    removals = List.copyOf(removals);
    kept = List.copyOf(kept);
    losses = List.copyOf(losses);
  }

  /// A backup that goes.
  ///
  /// @param backup absent where its record cannot be read
  /// @param why as the evidence log says it
  public record Removal(DepositId id, Optional<Backup> backup, String why) {}

  /// A backup that stays.
  ///
  /// @param rules the rules that keep it; none where no rule is asked
  public record Kept(Backup backup, List<String> rules) {}

  /// What the rules leave of each target.
  ///
  /// @param target only backups of this target
  public static RetentionPlan of(Vault vault, RetentionRules rules, Optional<String> target) {
    BackupListing listing = BackupListing.of(vault);
    BackupEvidence evidence = BackupEvidence.read(vault);
    List<Backup> all = target.map(listing::ofTarget).orElse(listing).backups();
    Map<DepositId, Set<String>> keeping = new HashMap<>();
    byTarget(all).values().forEach(backups -> keep(backups, rules, evidence, keeping));
    List<Removal> removals = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    for (Backup backup : all) {
      Set<String> why = keeping.getOrDefault(backup.id(), Set.of());
      if (rules.isEmpty() || !why.isEmpty()) {
        kept.add(new Kept(backup, List.copyOf(why)));
      } else {
        removals.add(
            new Removal(backup.id(), Optional.of(backup), "vault prune: no rule keeps it"));
      }
    }
    return new RetentionPlan(removals, kept, losses(vault, listing, removals, evidence));
  }

  /// Exactly these backups, each named by its id or the only id that begins so.
  public static RetentionPlan of(Vault vault, List<String> names) {
    BackupListing listing = BackupListing.of(vault);
    Set<Removal> removals = new LinkedHashSet<>();
    names.forEach(name -> removals.add(find(listing, name)));
    Set<DepositId> going = removals.stream().map(Removal::id).collect(Collectors.toSet());
    List<Kept> kept =
        listing.backups().stream()
            .filter(backup -> !going.contains(backup.id()))
            .map(backup -> new Kept(backup, List.of()))
            .toList();
    List<Removal> list = List.copyOf(removals);
    return new RetentionPlan(list, kept, losses(vault, listing, list, BackupEvidence.read(vault)));
  }

  private static Removal find(BackupListing listing, String name) {
    List<Removal> fitting = new ArrayList<>();
    String why = "backup delete";
    for (Backup backup : listing.backups()) {
      if (backup.id().text().startsWith(name)) {
        fitting.add(new Removal(backup.id(), Optional.of(backup), why));
      }
    }
    for (BackupListing.Unreadable bad : listing.unreadable()) {
      if (bad.id().text().startsWith(name)) {
        fitting.add(new Removal(bad.id(), Optional.empty(), why));
      }
    }
    if (name.isEmpty() || fitting.size() != 1) {
      throw Fault.of(
              ProtectError.BACKUP_UNKNOWN,
              (fitting.isEmpty() ? "no backup " : "more than one backup ")
                  + name
                  + " is in the vault")
          .hint("See: ballast backup list. Nothing was removed.");
    }
    return fitting.getFirst();
  }

  private static Map<String, List<Backup>> byTarget(List<Backup> backups) {
    return backups.stream()
        .collect(
            Collectors.groupingBy(
                backup -> backup.record().target(), TreeMap::new, Collectors.toList()));
  }

  /// @param backups of one target, oldest first
  private static void keep(
      List<Backup> backups,
      RetentionRules rules,
      BackupEvidence evidence,
      Map<DepositId, Set<String>> keeping) {
    List<Backup> sound =
        backups.reversed().stream().filter(b -> b.record().quarantine().isEmpty()).toList();
    rules
        .last()
        .ifPresent(most -> sound.stream().limit(most).forEach(b -> add(keeping, b, "keep-last")));
    rules
        .daily()
        .ifPresent(most -> newestOfEach(sound, most, RetentionPlan::day, keeping, "keep-daily"));
    rules
        .weekly()
        .ifPresent(most -> newestOfEach(sound, most, RetentionPlan::week, keeping, "keep-weekly"));
    if (rules.proven()) {
      sound.stream()
          .filter(backup -> isProven(evidence, backup))
          .findFirst()
          .ifPresent(backup -> add(keeping, backup, "keep-proven"));
    }
    // what is newer than every sound one may be all that is left of it
    for (Backup backup : backups.reversed()) {
      if (backup.record().quarantine().isEmpty()) {
        break;
      }
      add(keeping, backup, "newer than every sound one");
    }
  }

  private static void newestOfEach(
      List<Backup> newestFirst,
      int most,
      Function<LocalDate, String> period,
      Map<DepositId, Set<String>> keeping,
      String rule) {
    Set<String> seen = new HashSet<>();
    for (Backup backup : newestFirst) {
      LocalDate date = backup.record().origin().startedAt().atZone(ZoneOffset.UTC).toLocalDate();
      if (seen.size() < most && seen.add(period.apply(date))) {
        add(keeping, backup, rule);
      }
    }
  }

  private static String day(LocalDate date) {
    return date.toString();
  }

  private static String week(LocalDate date) {
    return date.get(IsoFields.WEEK_BASED_YEAR) + "-" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static void add(Map<DepositId, Set<String>> keeping, Backup backup, String rule) {
    keeping.computeIfAbsent(backup.id(), id -> new LinkedHashSet<>()).add(rule);
  }

  private static boolean isProven(BackupEvidence evidence, Backup backup) {
    return evidence
        .proof(backup)
        .map(BackupEvidence.Proved::verdict)
        .filter(Verdict::isProved)
        .isPresent();
  }

  private static List<String> losses(
      Vault vault, BackupListing listing, List<Removal> removals, BackupEvidence evidence) {
    if (removals.isEmpty()) {
      return List.of();
    }
    Set<DepositId> going = removals.stream().map(Removal::id).collect(Collectors.toSet());
    List<String> losses = new ArrayList<>();
    if (vault.evidence().verify().verdict().isRefuted()) {
      losses.add(
          "the evidence log is not as it was left, so nobody knows what was proved: see `ballast"
              + " evidence verify`");
    }
    byTarget(listing.backups())
        .forEach(
            (target, backups) -> {
              Shelf before = Shelf.of(backups, evidence);
              Shelf after =
                  Shelf.of(
                      backups.stream().filter(b -> !going.contains(b.id())).toList(), evidence);
              before.loss(after).ifPresent(loss -> losses.add("target " + target + loss));
            });
    for (BackupListing.Unreadable bad : listing.unreadable()) {
      if (bad.state() == BackupListing.State.OF_ANOTHER_VERSION && going.contains(bad.id())) {
        losses.add(
            "backup "
                + bad.id()
                + " was written by another version of Ballast, and this one cannot tell what it is"
                + " of");
      }
    }
    return losses;
  }

  /// What there is of one target.
  private record Shelf(long all, long sound, long proven) {
    static Shelf of(List<Backup> backups, BackupEvidence evidence) {
      List<Backup> sound = backups.stream().filter(b -> b.record().quarantine().isEmpty()).toList();
      return new Shelf(
          backups.size(),
          sound.size(),
          sound.stream().filter(backup -> isProven(evidence, backup)).count());
    }

    Optional<String> loss(Shelf after) {
      if (all > 0 && after.all() == 0) {
        return Optional.of(" would have no backup left");
      }
      if (sound > 0 && after.sound() == 0) {
        return Optional.of(" would have no backup left that is not in quarantine");
      }
      if (proven > 0 && after.proven() == 0) {
        return Optional.of(" would have no backup left that was proved");
      }
      return Optional.empty();
    }
  }

  /// Refuses what would lose the last backup of a target, or the only one that was proved.
  public void requireNoLoss() {
    if (!losses.isEmpty()) {
      throw Fault.of(ProtectError.LAST_BACKUP, "the last backup of its kind would be removed")
          .detail(String.join("\n", losses))
          .hint(
              "Take and prove a newer one first, keep more, or say --allow-last. Nothing was"
                  + " removed.");
    }
  }
}
