package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// The checks that there are, with which what a configuration says about checks is compared.
/// Immutable.
public final class KnownChecks {
  /// For who does not need what is said about checks: it is not compared.
  static final KnownChecks ANY = new KnownChecks(Optional.empty());

  private final Optional<Supplier<List<KnownCheck>>> checks;

  private KnownChecks(Optional<Supplier<List<KnownCheck>>> checks) {
    this.checks = checks;
  }

  /// Those of a program that has checks.
  ///
  /// @param checks that there are, which are requested for a file that names one only
  public static KnownChecks of(Supplier<List<KnownCheck>> checks) {
    return new KnownChecks(Optional.of(requireNonNull(checks, "checks is null")));
  }

  /// The check of that name.
  Optional<KnownCheck> named(String name) {
    return checks
        .map(Supplier::get)
        .flatMap(all -> all.stream().filter(check -> check.name().equals(name)).findFirst());
  }

  /// Their names; empty where nothing is to be compared.
  Optional<Names> names() {
    return names("check", KnownCheck::name);
  }

  /// Their topics; empty where nothing is to be compared.
  Optional<Names> topics() {
    return names("topic", KnownCheck::topic);
  }

  /// The labels that alerts of these checks can have; of all where none is named.
  Optional<Names> labels(Set<String> named) {
    return checks
        .map(Supplier::get)
        .map(
            all ->
                new Names(
                    "label",
                    all.stream()
                        .filter(check -> named.isEmpty() || named.contains(check.name()))
                        .flatMap(check -> check.labels().stream())
                        .distinct()
                        .sorted()
                        .toList()));
  }

  private Optional<Names> names(String what, Function<KnownCheck, String> name) {
    return checks
        .map(Supplier::get)
        .map(all -> new Names(what, all.stream().map(name).distinct().sorted().toList()));
  }
}
