package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.evidence.Severity;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a rule found at one place. A reader who sees nothing else must know what will happen and
/// what to write instead.
///
/// @param rule the rule's id
/// @param what one or two sentences with the names of this statement in them: what happens and for
///     how long
/// @param about the tables whose size and traffic decide the severity
/// @param recurrence what the hazards of this rule in one file have in common
/// @param locks the locks that make it a hazard, on relations that others can see
/// @param work what is rewritten, read or built while they are held
/// @param refusal where PostgreSQL does not run the statement
/// @param remedy what to write instead
public record Hazard(
    String rule,
    Severity severity,
    Span span,
    String what,
    List<QualifiedName> about,
    Recurrence recurrence,
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
    /// The bound of safe forms that wait for a short lock.
    public static final String LOCK_TIMEOUT = "SET lock_timeout = '2s'";

    private static final String NO_LOCK_TIMEOUT = "RESET lock_timeout";

    public Remedy {
      safe = unbounded(safe);
      requireNonNull(advice, "advice is null");
      requireNonNull(fix, "fix is null");
    }

    /// CONCURRENTLY waits for every older transaction, and leaves an invalid index where a bound
    /// that the form sets for another statement ends that wait.
    private static List<String> unbounded(List<String> safe) {
      List<String> steps = new ArrayList<>();
      boolean bounded = false;
      for (String step : safe) {
        if (bounded && !step.startsWith("--") && step.contains("CONCURRENTLY")) {
          steps.add(NO_LOCK_TIMEOUT);
          bounded = false;
        }
        bounded = bounded || step.equals(LOCK_TIMEOUT);
        steps.add(step);
      }
      return List.copyOf(steps);
    }
  }

  public Hazard {
    requireNonNull(rule, "rule is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(span, "span is null");
    requireNonNull(what, "what is null");
    about = List.copyOf(about);
    requireNonNull(recurrence, "recurrence is null");
    locks = List.copyOf(locks);
    work = List.copyOf(work);
    requireNonNull(refusal, "refusal is null");
    requireNonNull(remedy, "remedy is null");
  }

  Hazard withWhat(String text) {
    return new Hazard(rule, severity, span, text, about, recurrence, locks, work, refusal, remedy);
  }

  Hazard withSafe(List<String> safe) {
    return with(new Remedy(safe, remedy.advice(), remedy.fix()));
  }

  Hazard withoutFix() {
    return with(new Remedy(remedy.safe(), remedy.advice(), Optional.empty()));
  }

  private Hazard with(Remedy other) {
    return new Hazard(rule, severity, span, what, about, recurrence, locks, work, refusal, other);
  }
}
