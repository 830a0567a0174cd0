package dev.ballast.rules.lint;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Severity;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Moves a rule's severity by what is known of the tables. For one thread.
///
/// Nothing known, nothing moved. A table of few rows makes a [Category#DURATION] hazard a remark,
/// a big one an error; a table nobody uses makes a [Category#QUEUE] hazard a remark, a busy one an
/// error. A severity that a configuration sets is taken as it is.
final class SeverityPolicy {
  /// Below this a scan or rewrite completes before anyone notices: a few milliseconds.
  static final long FEW_ROWS = 10_000;

  /// From here on a rewrite takes seconds at least.
  static final long MANY_ROWS = 1_000_000;

  /// The same bounds in bytes, for who knows only those: an instant, and seconds.
  static final long FEW_BYTES = 8L << 20;

  static final long MANY_BYTES = 1L << 30;

  /// From here on a second's wait piles up this many statements.
  static final long BUSY_STATEMENTS_PER_SECOND = 10;

  /// A hazard's severity, and the sentence that says what moved it; empty where nothing did.
  record Weighed(Severity severity, String because) {
    Weighed atMost(Severity bound) {
      return severity.compareTo(bound) > 0 ? new Weighed(bound, because) : this;
    }
  }

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
    RuleCard card = card(rule);
    return card.severity().map(base -> moved(card.category(), base, script.workload(), about));
  }

  Category category(Rule rule) {
    return card(rule).category();
  }

  /// What the hazards of a rule in one file have in common.
  Recurrence recurrence(Rule rule) {
    return card(rule).recurrence();
  }

  private RuleCard card(Rule rule) {
    return cards.computeIfAbsent(rule.id(), id -> RulePage.of(id).card());
  }

  private static Weighed moved(
      Category category, Severity base, Workload workload, List<QualifiedName> about) {
    return switch (category) {
      case DURATION -> bySize(base, workload, about);
      case QUEUE -> byTraffic(base, workload, about);
      default -> new Weighed(base, "");
    };
  }

  /// The biggest of the tables decides; a table of which nothing is known may be bigger still, so
  /// it keeps a small one from calming.
  private static Weighed bySize(Severity base, Workload workload, List<QualifiedName> about) {
    boolean all = !about.isEmpty();
    Severity worst = Severity.INFO;
    String because = "";
    for (QualifiedName table : about) {
      OptionalLong rows = workload.rows(table);
      OptionalLong bytes = workload.bytes(table);
      if (rows.isEmpty() && bytes.isEmpty()) {
        all = false;
        continue;
      }
      Severity own = ofSize(base, rows, bytes);
      if (because.isEmpty() || own.compareTo(worst) > 0) {
        worst = own;
        because = told(table, rows, bytes) + from(workload);
      }
    }
    if (because.isEmpty() || (!all && worst == Severity.INFO)) {
      return new Weighed(base, "");
    }
    return new Weighed(worst, because + (worst == Severity.INFO ? ": over in an instant." : "."));
  }

  private static Severity ofSize(Severity base, OptionalLong rows, OptionalLong bytes) {
    if (rows.orElse(0) >= MANY_ROWS || bytes.orElse(0) >= MANY_BYTES) {
      return Severity.ERROR;
    }
    return rows.orElse(0) < FEW_ROWS && bytes.orElse(0) < FEW_BYTES ? Severity.INFO : base;
  }

  private static String told(QualifiedName table, OptionalLong rows, OptionalLong bytes) {
    List<String> size = new ArrayList<>();
    rows.ifPresent(count -> size.add(String.format(Locale.ROOT, "%,d rows", count)));
    bytes.ifPresent(count -> size.add(new ByteSize(count).toString()));
    return table + " has " + String.join(", ", size);
  }

  private static Weighed byTraffic(Severity base, Workload workload, List<QualifiedName> about) {
    List<OptionalLong> known = about.stream().map(workload::statementsPerSecond).toList();
    OptionalLong busiest =
        known.stream().filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong).max();
    if (busiest.isEmpty()) {
      return new Weighed(base, "");
    }
    long rate = busiest.getAsLong();
    if (rate >= BUSY_STATEMENTS_PER_SECOND) {
      return new Weighed(Severity.ERROR, rate + " statements/s use it" + from(workload) + ".");
    }
    boolean idle = rate == 0 && known.stream().allMatch(OptionalLong::isPresent);
    return idle
        ? new Weighed(Severity.INFO, "No statement uses it" + from(workload) + ".")
        : new Weighed(base, "");
  }

  private static String from(Workload workload) {
    return workload.source().map(source -> " (" + source + ")").orElse("");
  }
}
