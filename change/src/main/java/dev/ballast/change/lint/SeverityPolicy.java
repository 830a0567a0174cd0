package dev.ballast.change.lint;

import dev.ballast.evidence.Severity;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Moves a rule's severity by what is known of the tables. For one thread.
///
/// Nothing known, nothing moved. A table of few rows makes a [Category#DURATION] hazard a remark,
/// a big one an error; a table nobody uses makes a [Category#QUEUE] hazard a remark, a busy one an
/// error. A severity that a configuration sets is taken as it is.
final class SeverityPolicy {
  /// Below this a scan or rewrite is over before anybody notices: some milliseconds.
  static final long FEW_ROWS = 10_000;

  /// From here on a rewrite takes seconds at least.
  static final long MANY_ROWS = 1_000_000;

  /// From here on a second's wait piles up this many statements.
  static final long BUSY_STATEMENTS_PER_SECOND = 10;

  /// A hazard's severity, and the sentence that says what moved it; empty where nothing did.
  record Weighed(Severity severity, String because) {}

  private final Map<String, Optional<Severity>> configured;
  private final Map<String, RuleCard> cards = new HashMap<>();

  SeverityPolicy(Map<String, Optional<Severity>> configured) {
    this.configured = configured;
  }

  /// Empty where the rule is off.
  Optional<Weighed> weigh(Rule rule, ScriptScene script, List<QualifiedName> about) {
    Optional<Severity> set = configured.get(rule.id());
    if (set != null) {
      return set.map(severity -> new Weighed(severity, ""));
    }
    RuleCard card = cards.computeIfAbsent(rule.id(), id -> RulePage.of(id).card());
    return card.severity().map(base -> moved(card.category(), base, script.workload(), about));
  }

  private static Weighed moved(
      Category category, Severity base, Workload workload, List<QualifiedName> about) {
    return switch (category) {
      case DURATION -> bySize(base, workload, about);
      case QUEUE -> byTraffic(base, workload, about);
      default -> new Weighed(base, "");
    };
  }

  private static Weighed bySize(Severity base, Workload workload, List<QualifiedName> about) {
    OptionalLong rows = largest(about.stream().map(workload::rows).toList(), about.size());
    if (rows.isEmpty()) {
      return new Weighed(base, "");
    }
    String because =
        "The largest table concerned has " + rows.getAsLong() + " rows" + from(workload);
    if (rows.getAsLong() < FEW_ROWS) {
      return new Weighed(Severity.INFO, because + ": over in an instant.");
    }
    return new Weighed(rows.getAsLong() >= MANY_ROWS ? Severity.ERROR : base, because + ".");
  }

  private static Weighed byTraffic(Severity base, Workload workload, List<QualifiedName> about) {
    OptionalLong rate =
        largest(about.stream().map(workload::statementsPerSecond).toList(), about.size());
    if (rate.isEmpty()) {
      return new Weighed(base, "");
    }
    String because = rate.getAsLong() + " statements/s use it" + from(workload) + ".";
    if (rate.getAsLong() == 0) {
      return new Weighed(Severity.INFO, "No statement uses it" + from(workload) + ".");
    }
    return new Weighed(
        rate.getAsLong() >= BUSY_STATEMENTS_PER_SECOND ? Severity.ERROR : base, because);
  }

  private static String from(Workload workload) {
    return workload.source().map(source -> " (" + source + ")").orElse("");
  }

  /// The largest of all; empty where there is none, or one is not known and the others do not
  /// settle it.
  private static OptionalLong largest(List<OptionalLong> values, int expected) {
    OptionalLong max =
        values.stream().filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong).max();
    boolean all = expected > 0 && values.stream().allMatch(OptionalLong::isPresent);
    return all || max.isPresent() && max.getAsLong() >= MANY_ROWS ? max : OptionalLong.empty();
  }
}
