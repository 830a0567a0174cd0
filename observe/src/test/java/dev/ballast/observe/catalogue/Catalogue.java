package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Symptom;
import dev.ballast.store.sample.Label;
import java.util.List;
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

  /// That what is found has no label but those that the check says its subjects can have.
  static void requireLabels(Check check, List<Symptom> symptoms) {
    for (Symptom symptom : symptoms) {
      assertThat(check.labels())
          .as("labels of %s", check.name())
          .containsAll(symptom.subject().all().stream().map(Label::name).toList());
    }
  }

  static Set<String> remembered() {
    return AlertWatch.families(AllChecks.list());
  }
}
