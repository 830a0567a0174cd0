package dev.ballast.change.compare;

import dev.ballast.effect.claim.Effects;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.SettingChange;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a script has names without a schema looked up. The check takes them for names of `public`,
/// whatever the script sets. For one script and one thread.
final class SearchPath {
  private static final String PUBLIC_FIRST = "(?:\\s*\"?\\$user\"?\\s*,)?\\s*\"?public\\b.*";

  private boolean elsewhere;
  private boolean local;
  private int transaction;

  /// A statement that is done; it counts for those behind it.
  void follow(SeenStatement seen) {
    endLocal(seen);
    for (SettingChange change : SettingChange.of(seen.statement())) {
      if (change.name().equals("search_path") || change.name().equals(SettingChange.ALL)) {
        elsewhere =
            !change.reset() && change.value().filter(each -> each.matches(PUBLIC_FIRST)).isEmpty();
        local = change.local();
        transaction = seen.transaction();
      }
    }
  }

  private void endLocal(SeenStatement seen) {
    if (local && seen.transaction() != transaction) {
      elsewhere = false;
      local = false;
    }
  }

  /// Why what was predicted of a statement may be of other relations than those that were seen.
  Optional<String> reservation(SeenStatement seen) {
    endLocal(seen);
    return elsewhere
        ? relations(seen.effects())
            .filter(name -> name.schema().isEmpty())
            .findFirst()
            .map(name -> "the script sets search_path, in which " + name + " was not looked up")
        : Optional.empty();
  }

  private static Stream<QualifiedName> relations(Effects effects) {
    return Stream.concat(
        effects.locks().stream().map(lock -> lock.relation().name()),
        effects.work().stream().map(work -> work.relation().name()));
  }
}
