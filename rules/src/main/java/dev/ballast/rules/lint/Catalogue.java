package dev.ballast.rules.lint;

import java.util.List;
import java.util.Optional;

/// The rules, in the order of their ids. Immutable.
///
/// The list is made by [dev.ballast.rules.catalogue.AllRules]; this class holds whatever rules it
/// is given, so that a test can hold one alone.
public record Catalogue(List<Rule> rules) {
  public Catalogue {
    rules = List.copyOf(rules);
  }

  public Optional<Rule> rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
