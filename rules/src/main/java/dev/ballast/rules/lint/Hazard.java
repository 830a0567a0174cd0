package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.evidence.Severity;
import dev.ballast.sql.script.Span;
import java.util.List;
import java.util.Optional;

/// What a rule found at one place. A reader who sees nothing else must know what will happen and
/// what to write instead.
///
/// @param rule the rule's id
/// @param what one or two sentences with the names of this statement in them: what happens and for
///     how long
/// @param locks the locks that make it a hazard, on relations that others can see
/// @param work what is rewritten, read or built while they are held
/// @param refusal where PostgreSQL does not run the statement
/// @param remedy what to write instead
public record Hazard(
    String rule,
    Severity severity,
    Span span,
    String what,
    List<LockEffect> locks,
    List<WorkEffect> work,
    Optional<Refusal> refusal,
    Remedy remedy) {
  /// What to write instead.
  ///
  /// @param safe the safe form, statement by statement, with the names of this statement; empty
  ///     where there is none in SQL
  /// @param advice one sentence: what to do, where SQL alone does not say it
  /// @param fix the mechanical edit that `--fix` makes
  public record Remedy(List<String> safe, String advice, Optional<Edit> fix) {
    public Remedy {
      safe = List.copyOf(safe);
      requireNonNull(advice, "advice is null");
      requireNonNull(fix, "fix is null");
    }
  }

  public Hazard {
    requireNonNull(rule, "rule is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(span, "span is null");
    requireNonNull(what, "what is null");
    locks = List.copyOf(locks);
    work = List.copyOf(work);
    requireNonNull(refusal, "refusal is null");
    requireNonNull(remedy, "remedy is null");
  }
}
