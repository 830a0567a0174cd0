package dev.ballast.observe.catalogue;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.ConfiguredCheck;
import dev.ballast.targets.config.KnownChecks;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// All checks, in the order of their names: those of servers, and those of what is in them.
public final class AllChecks {
  private static final List<Check> CHECKS =
      Stream.concat(ServerChecks.list().stream(), ContentChecks.list().stream())
          .sorted(Comparator.comparing(Check::name))
          .toList();

  private AllChecks() {}

  public static List<Check> list() {
    return CHECKS;
  }

  /// What a configuration may say about them.
  public static KnownChecks known() {
    return KnownChecks.of(() -> list().stream().map(ConfiguredCheck::of).toList());
  }
}
