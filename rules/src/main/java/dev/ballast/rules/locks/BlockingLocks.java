package dev.ballast.rules.locks;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.SettingChange;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The locks of a statement that make other sessions wait which only read or write rows.
public final class BlockingLocks {
  private BlockingLocks() {}

  /// Locks from SHARE on, on relations that others use; an index goes with its table.
  public static List<LockEffect> of(Effects effects) {
    return effects.locksFrom(LockMode.SHARE).stream()
        .filter(lock -> lock.relation().kind() != Affected.Kind.INDEX)
        .toList();
  }

  /// `ACCESS EXCLUSIVE on orders and items`, the strongest mode first.
  public static String told(List<LockEffect> locks) {
    return locks.stream()
        .sorted((one, other) -> other.mode().compareTo(one.mode()))
        .map(lock -> lock.mode().sql() + " on " + lock.relation().name())
        .collect(Collectors.joining(", "));
  }

  /// What has to wait for a lock of that mode.
  public static String stops(LockMode mode) {
    return switch (mode) {
      case ACCESS_EXCLUSIVE -> "every other statement (SELECT included)";
      case EXCLUSIVE -> "every INSERT, UPDATE, DELETE and SELECT FOR UPDATE";
      default -> "every INSERT, UPDATE and DELETE";
    };
  }

  /// The tables of these locks.
  public static QualifiedName[] tables(List<LockEffect> locks) {
    return locks.stream().map(lock -> lock.relation().name()).toArray(QualifiedName[]::new);
  }

  /// The last statement that set a setting, of those the walk has passed.
  public static Optional<SeenStatement> lastToSet(ScriptScene script, String setting) {
    return script.seen().reversed().stream()
        .filter(statement -> sets(statement, setting) && !script.isUndone(statement))
        .findFirst();
  }

  /// The last statement that set a setting, where no blocking lock was taken since: the statement
  /// that is looked at is the first to suffer from it. Looks back no further than the nearest of
  /// both.
  public static Optional<SeenStatement> setForThis(ScriptScene script, String setting) {
    for (SeenStatement statement : script.seen().reversed()) {
      if (sets(statement, setting)) {
        return Optional.of(statement);
      }
      if (!of(statement.effects()).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// True where the statement sets that setting, or all.
  public static boolean sets(SeenStatement statement, String setting) {
    return SettingChange.of(statement.statement()).stream()
        .anyMatch(
            change -> change.name().equals(setting) || change.name().equals(SettingChange.ALL));
  }
}
