package dev.ballast.change.claim;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.LabError;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.Lab;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.vault.Vault;
import java.util.Locale;
import java.util.Optional;

/// Which clone a change is rehearsed on.
public sealed interface CloneChoice {
  /// One that the lab has.
  record Named(String name) implements CloneChoice {
    public Named {
      requireNonNull(name, "name is null");
    }
  }

  /// One of the target's latest proved backup, which is made where the lab has none of it.
  record LatestProved(Vault vault, String target, Confinement confinement) implements CloneChoice {
    /// With a hyphen and the end of the backup's id it is a clone's name.
    private static final int LONGEST_STEM = 20;

    public LatestProved {
      requireNonNull(vault, "vault is null");
      requireNonNull(target, "target is null");
      requireNonNull(confinement, "confinement is null");
    }

    private Clone found(Lab lab, Progress progress) {
      ChosenBackup chosen = chosen();
      chosen.notes().forEach(progress::note);
      String backup = chosen.backup().id().text();
      Optional<Clone> there =
          lab.clones().stream().filter(clone -> clone.record().backup().equals(backup)).findFirst();
      if (there.isPresent()) {
        return there.get();
      }
      lab.clones().stream()
          .filter(clone -> clone.record().hasRows() && clone.record().target().equals(target))
          .forEach(
              older ->
                  progress.note(
                      "the lab also has clone %s of another backup; where it is not needed: ballast lab destroy %s"
                          .formatted(older.record().name(), older.record().name())));
      return lab.create(
          new Lab.Wanted(name(chosen.backup()), chosen.backup(), false, confinement),
          vault,
          progress);
    }

    private ChosenBackup chosen() {
      try {
        return ChosenBackup.latestProved(vault, Optional.of(target), Acceptance.NONE);
      } catch (Fault none) {
        CommonError.rethrowInterrupt(none);
        if (none.code() != ProtectError.BACKUP_UNKNOWN) {
          throw none;
        }
        throw Fault.of(
                LabError.CLONE_SOURCE_UNPROVED,
                "no backup of target %s was proved".formatted(target))
            .detail(
                "a change is rehearsed on a clone of a proved backup"
                    + none.detail().map(each -> "\n" + each).orElse(""))
            .hint("Back the target up and prove it: ballast prove --target " + target)
            .cause(none);
      }
    }

    private String name(Backup backup) {
      String stem = target.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
      String start = stem.replaceAll("^[^a-z0-9]+", "");
      String id = backup.id().text();
      return (start.isEmpty()
              ? "clone"
              : start.substring(0, Math.min(start.length(), LONGEST_STEM)))
          + id.substring(id.lastIndexOf('-'));
    }
  }

  /// The clone, which is restored first where it has to be. Throws `clone-unknown`,
  /// `clone-source-unproved` and what a restore is refused for.
  default Clone in(Lab lab, Progress progress) {
    return switch (this) {
      case Named(String name) -> lab.clone(name);
      case LatestProved latest -> latest.found(lab, progress);
    };
  }
}
