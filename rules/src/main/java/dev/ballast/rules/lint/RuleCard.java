package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.util.List;
import java.util.Optional;

/// What the head of a rule's `rule.md` says.
///
/// @param title what happens, as a short clause: `Adding a foreign key checks every row under lock`
/// @param severity as reported when nothing is known of size and traffic; empty for a rule that is
///     off until a configuration turns it on
/// @param recurrence what its hazards in one file have in common, so that a report names it once
/// @param refuses the SQLSTATEs that its hazards may claim PostgreSQL refuses the statement with;
///     empty: it claims no refusal
/// @param aliases names that other tools give this hazard: `squawk:adding-foreign-key-constraint`
/// @param manual the pages of PostgreSQL's manual that say so
public record RuleCard(
    String id,
    String title,
    Category category,
    Optional<Severity> severity,
    Recurrence recurrence,
    List<String> refuses,
    List<String> aliases,
    List<String> manual) {
  public RuleCard {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
    requireNonNull(category, "category is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(recurrence, "recurrence is null");
    refuses = List.copyOf(refuses);
    aliases = List.copyOf(aliases);
    manual = List.copyOf(manual);
  }

  /// Whether the rule reports nothing graver by itself, whatever is known of size and traffic: a
  /// configuration that sets this severity then hides nothing.
  public boolean isNeverAbove(Severity bound) {
    boolean moves = category == Category.DURATION || category == Category.QUEUE;
    Optional<Severity> gravest = severity.map(own -> moves ? Severity.ERROR : own);
    return gravest.filter(own -> own.compareTo(bound) > 0).isEmpty();
  }
}
