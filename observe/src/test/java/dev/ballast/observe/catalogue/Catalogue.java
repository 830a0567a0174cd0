package dev.ballast.observe.catalogue;

import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.check.Check;
import java.util.Set;

/// The checks by name, for tests.
final class Catalogue {
  private Catalogue() {}

  static Check check(String name) {
    return AllChecks.list().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no check " + name));
  }

  static Set<String> remembered() {
    return AlertWatch.families(AllChecks.list());
  }
}
