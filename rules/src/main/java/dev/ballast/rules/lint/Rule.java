package dev.ballast.rules.lint;

/// One hazard that migrations can hold. Implementations keep no state and are safe for any thread.
///
/// A rule lives in a folder of its own under `dev.ballast.rules.catalogue`, named as [#id()] with
/// underscores: this class, `rule.md` (its page and its [RuleCard]), `fires.sql`, `fixed.sql`,
/// `near_miss.sql` and `expected.yaml`. The catalogue's walk compares each of them with the code,
/// and the claimed locks, rewrites and scans against real servers of every supported major.
public interface Rule {

  /// Lower case with hyphens, said as the deed: `add-foreign-key`.
  String id();

  /// Whether rows or values are gone after what it finds, though its category is another than
  /// [Category#LOSS].
  default boolean destroys() {
    return false;
  }

  /// What it looks for in a statement: without one of these it has nothing to report, and is not
  /// asked. Every statement is shown to a rule that does not say.
  default Subjects subjects() {
    return Subjects.EVERY_STATEMENT;
  }

  /// Looks at one statement that holds one of the subjects, in the order they run, and reports what
  /// it finds.
  default void check(Scene scene, Judgement judgement) {}

  /// Looks back at a whole script after its last statement.
  default void finish(ScriptScene script, Judgement judgement) {}

  /// Looks back at a judged script after the last migration of all: [ScriptScene#schema()] is then
  /// what they all left behind. A way back is not shown.
  default void afterAll(ScriptScene script, Judgement judgement) {}
}
