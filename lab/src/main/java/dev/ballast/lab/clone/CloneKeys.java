package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Password;
import dev.ballast.protect.confine.ConfinedCopy;
import java.util.List;
import java.util.Set;

/// The passwords of a clone as they are kept beside it, in a file that nobody else may read.
///
/// @param superusers the roles that were superusers on the source
record CloneKeys(String suffix, String keepersPassword, String password, List<String> superusers) {
  CloneKeys {
    requireNonNull(suffix, "suffix is null");
    requireNonNull(keepersPassword, "keepersPassword is null");
    requireNonNull(password, "password is null");
    superusers = List.copyOf(superusers);
  }

  static CloneKeys of(ConfinedCopy.Keys keys) {
    return new CloneKeys(
        keys.suffix(),
        keys.keepersPassword().reveal(),
        keys.password().reveal(),
        keys.superusers().stream().sorted().toList());
  }

  ConfinedCopy.Keys keys() {
    return new ConfinedCopy.Keys(
        suffix, new Password(keepersPassword), new Password(password), Set.copyOf(superusers));
  }
}
