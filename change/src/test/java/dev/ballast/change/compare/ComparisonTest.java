package dev.ballast.change.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.ObservedScan;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.change.trace.seen.Renaming;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.change.trace.seen.StatementTrace.Observed;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is observed here is written by hand, as a server reports it.
class ComparisonTest {
  private static final ObservedRelation A =
      new ObservedRelation("public", "a", RelationKind.TABLE, Optional.empty());

  private static final String DYNAMIC =
      "DO $$ DECLARE r record; BEGIN FOR r IN SELECT relname FROM pg_class LOOP"
          + " EXECUTE format('ALTER TABLE %I ALTER COLUMN n TYPE bigint', r.relname);"
          + " END LOOP; END $$";

  @Test
  void whatWasPredictedAndSeenAgrees() {
    Comparison comparison =
        compare("ALTER TABLE a ADD COLUMN m int", locked(LockMode.ACCESS_EXCLUSIVE));

    assertThat(comparison).isEqualTo(new Comparison(List.of(), List.of(), List.of()));
  }

  @Test
  void aRelationIsFollowedUnderItsNewName() {
    ObservedRelation b = new ObservedRelation("public", "b", RelationKind.TABLE, Optional.empty());

    Comparison comparison =
        compare(
            "ALTER TABLE a RENAME TO b; ALTER TABLE b ADD COLUMN m int",
            renamed(A, b),
            Observed.NOTHING);

    assertThat(comparison).isEqualTo(new Comparison(List.of(), List.of(), List.of()));
  }

  @Test
  void aNameThatIsLookedUpElsewhereIsNotCompared() {
    ObservedRelation other = new ObservedRelation("s", "a", RelationKind.TABLE, Optional.empty());
    Observed there = locked(new ObservedLock(other, LockMode.ACCESS_EXCLUSIVE, false));

    for (String path : List.of("s", "s, public", "'$user', s", "pg_temp")) {
      Comparison comparison =
          compare(
              "SET search_path = " + path + "; ALTER TABLE a ADD COLUMN m int",
              Observed.NOTHING,
              there);

      assertThat(comparison.disagreements()).as(path).isEmpty();
      assertThat(comparison.undecided())
          .singleElement()
          .asString()
          .endsWith(": the script sets search_path, in which a was not looked up");
    }
    for (String path : List.of("public", "'$user', public", "DEFAULT")) {
      assertThat(
              compare(
                      "SET search_path = " + path + "; ALTER TABLE a ADD COLUMN m int",
                      Observed.NOTHING,
                      there)
                  .disagreements())
          .as(path)
          .isNotEmpty();
    }
  }

  @Test
  void whatIfExistsDidNotFindIsNotCompared() {
    for (String statement :
        List.of(
            "ALTER TABLE IF EXISTS a ADD COLUMN m int",
            "ALTER TABLE IF EXISTS a RENAME TO b",
            "ALTER TABLE IF EXISTS a SET SCHEMA s")) {
      Comparison comparison = compare(statement, Observed.NOTHING);

      assertThat(comparison.disagreements()).as(statement).isEmpty();
      assertThat(comparison.undecided()).as(statement).hasSize(1);
    }
    assertThat(compare("ALTER TABLE a ADD COLUMN m int", Observed.NOTHING).disagreements())
        .hasSize(1);
  }

  @Test
  void whatWasPredictedAndNotSeenContradicts() {
    Comparison comparison =
        compare("ALTER TABLE a ALTER n TYPE bigint", locked(LockMode.ACCESS_EXCLUSIVE));

    assertThat(comparison.disagreements())
        .containsExactly("V2.sql:1:1: predicted rewrite of public.a, not seen");
    assertThat(comparison.unpredicted()).isEmpty();
  }

  @Test
  void whatWasSeenAndNotPredictedContradicts() {
    Comparison comparison = compare("ALTER TABLE a ADD COLUMN m int", rewritten());

    assertThat(comparison.disagreements())
        .containsExactly("V2.sql:1:1: seen public.a rewritten, not predicted");
  }

  @Test
  void aStrongerLockThanPredictedContradicts() {
    Comparison comparison = compare("CREATE INDEX i ON a (n)", read(LockMode.ACCESS_EXCLUSIVE));

    assertThat(comparison.disagreements())
        .contains("V2.sql:1:1: seen ACCESS EXCLUSIVE on public.a, predicted at most SHARE");
  }

  @Test
  void aStatementThatIsPutTogetherWhenItRunsNeverAgrees() {
    Comparison unseen = compare(DYNAMIC, Observed.NOTHING);
    Comparison seen = compare(DYNAMIC, rewritten());

    assertThat(unseen.disagreements()).isEmpty();
    assertThat(unseen.unpredicted()).singleElement().asString().startsWith("V2.sql:1:1: ");
    assertThat(seen.disagreements()).isEmpty();
    assertThat(seen.unpredicted())
        .hasSize(3)
        .endsWith(
            "V2.sql:1:1: seen ACCESS EXCLUSIVE on public.a", "V2.sql:1:1: seen public.a rewritten");
  }

  @Test
  void whatAToolFillsInIsNotPredicted() {
    Comparison comparison = compare("ALTER TABLE ${table} ADD COLUMN m int", rewritten());

    assertThat(comparison.disagreements()).isEmpty();
    assertThat(comparison.unpredicted()).singleElement().asString().contains("${table}");
  }

  @Test
  void aCallOfAnUnknownRoutineNeverAgrees() {
    Comparison comparison = compare("SELECT unseen()", Observed.NOTHING);

    assertThat(comparison.disagreements()).isEmpty();
    assertThat(comparison.unpredicted()).singleElement().asString().contains("unseen");
  }

  @Test
  void aPredictionThatDoesNotKnowEverythingLeavesTheRestUnpredicted() {
    ObservedRelation other =
        new ObservedRelation("public", "b", RelationKind.TABLE, Optional.empty());
    Comparison comparison =
        compare(
            "DROP TABLE unseen",
            locked(
                new ObservedLock(
                    new ObservedRelation("public", "unseen", RelationKind.TABLE, Optional.empty()),
                    LockMode.ACCESS_EXCLUSIVE,
                    false),
                new ObservedLock(other, LockMode.ACCESS_EXCLUSIVE, false)));

    assertThat(comparison.disagreements()).isEmpty();
    assertThat(comparison.unpredicted())
        .hasSize(2)
        .contains("V2.sql:1:1: seen ACCESS EXCLUSIVE on public.b");
  }

  @Test
  void aNewFileOfWhichNobodyCanTellWhatItHoldsContradictsIfNoneWasPredicted() {
    Observed undecided =
        observed(
            List.of(new ObservedLock(A, LockMode.ACCESS_EXCLUSIVE, false)),
            List.of(new Rewrite(A, Rewrite.Kind.UNDECIDED)),
            List.of());

    assertThat(compare("ALTER TABLE a ADD COLUMN m int", undecided).disagreements())
        .containsExactly("V2.sql:1:1: seen public.a rewritten or emptied, not predicted");
    assertThat(compare("TRUNCATE a", undecided).disagreements()).isEmpty();
    assertThat(compare("ALTER TABLE a ALTER n TYPE bigint", undecided).disagreements()).isEmpty();
  }

  @Test
  void whatCouldNotBeLookedAtNeitherAgreesNorContradicts() {
    ScriptReport report = predicted("ALTER TABLE a ALTER n TYPE bigint");
    ScriptTrace whole = traced(report, new Outcome.Done(), locked(LockMode.ACCESS_EXCLUSIVE));
    StatementTrace statement = whole.statements().getFirst();
    ScriptTrace partial =
        new ScriptTrace(
            whole.file(),
            whole.mode(),
            List.of(
                new StatementTrace(
                    1,
                    statement.span(),
                    statement.start(),
                    statement.outcome(),
                    statement.observed(),
                    Optional.empty(),
                    List.of("its rewrites"))),
            List.of(),
            List.of(),
            List.of());

    assertThat(Comparison.of(report, partial))
        .isEqualTo(
            new Comparison(
                List.of(),
                List.of(),
                List.of(
                    "V2.sql:1:1: its rewrites",
                    "V2.sql:1:1: predicted rewrite of public.a, not seen")));
  }

  @Test
  void aStatementThatFailedIsNotCompared() {
    ScriptReport report = predicted("ALTER TABLE a ALTER n TYPE bigint");
    Outcome failed =
        new Outcome.Failed("22003", "out of range", Optional.empty(), Optional.empty());

    assertThat(Comparison.of(report, traced(report, failed, Observed.NOTHING)))
        .isEqualTo(new Comparison(List.of(), List.of(), List.of()));
  }

  @Test
  void aLockThatItsTransactionHoldsNeedNotBeTakenAgain() {
    ScriptReport report =
        predicted("ALTER TABLE a ADD COLUMN m int; ALTER TABLE a ADD COLUMN o int");

    assertThat(
            Comparison.of(
                    report,
                    traced(
                        report,
                        new Outcome.Done(),
                        locked(LockMode.ACCESS_EXCLUSIVE),
                        Observed.NOTHING))
                .disagreements())
        .isEmpty();
  }

  @Test
  void aLockDoesNotOutliveItsTransaction() {
    ScriptReport report =
        predicted("BEGIN; ALTER TABLE a ADD COLUMN m int; COMMIT; ALTER TABLE a ADD COLUMN o int");

    assertThat(
            Comparison.of(
                    report,
                    traced(
                        report,
                        new Outcome.Done(),
                        Observed.NOTHING,
                        locked(LockMode.ACCESS_EXCLUSIVE),
                        Observed.NOTHING,
                        Observed.NOTHING))
                .disagreements())
        .containsExactly("V2.sql:1:48: predicted ACCESS EXCLUSIVE on a, not seen");
  }

  /// Its partition was made by a function that the check cannot read.
  @Test
  void ofWhatWasMadeUnseenNothingIsPredicted() {
    ObservedRelation part =
        new ObservedRelation("public", "a_1", RelationKind.TABLE, Optional.empty());
    Unforeseen unforeseen = new Unforeseen();
    ScriptReport making = predicted("SELECT make_partition('a')");
    Observed made =
        new Observed(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(part),
            List.of(),
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Comparison.of(making, traced(making, new Outcome.Done(), made), unforeseen);

    ScriptReport altering = predicted("ALTER TABLE a ADD COLUMN m int");
    Comparison comparison =
        Comparison.of(
            altering,
            traced(
                altering,
                new Outcome.Done(),
                locked(
                    new ObservedLock(A, LockMode.ACCESS_EXCLUSIVE, false),
                    new ObservedLock(part, LockMode.ACCESS_EXCLUSIVE, false))),
            unforeseen);

    assertThat(comparison.disagreements()).isEmpty();
    assertThat(comparison.unpredicted())
        .containsExactly("V2.sql:1:1: seen ACCESS EXCLUSIVE on public.a_1");
  }

  @Test
  void whatCouldNotBeLookedAtIsNoEvidence() {
    ScriptReport report = predicted("ALTER TABLE a ADD COLUMN m int");
    ScriptTrace seen = traced(report, new Outcome.Done(), Observed.NOTHING);
    StatementTrace only = seen.statements().getFirst();
    ScriptTrace unseen =
        new ScriptTrace(
            seen.file(),
            seen.mode(),
            List.of(
                new StatementTrace(
                    only.number(),
                    only.span(),
                    only.start(),
                    only.outcome(),
                    only.observed(),
                    only.asSuperuser(),
                    List.of("its locks"))),
            List.of(),
            List.of(),
            List.of());

    assertThat(Comparison.of(report, unseen).disagreements()).isEmpty();
    assertThat(Comparison.of(report, seen).disagreements()).isNotEmpty();
  }

  @Test
  void aRefusalThatDidNotHappenContradicts() {
    List<Migration> migrations =
        List.of(
            migration(
                "V1.sql",
                "CREATE TABLE a (id bigint, n int); CREATE VIEW v AS SELECT n FROM a",
                TransactionMode.WRAPPED,
                false),
            migration("V2.sql", "ALTER TABLE a DROP COLUMN n", TransactionMode.WRAPPED, true));
    ScriptReport report =
        new Linter(AllRules.catalogue(), LintOptions.of(18), KnownSchema.unknown())
            .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
            .scripts()
            .getLast();

    assertThat(
            Comparison.of(
                    report, traced(report, new Outcome.Done(), locked(LockMode.ACCESS_EXCLUSIVE)))
                .disagreements())
        .containsExactly("V2.sql:1:1: predicted to be refused (SQLSTATE 2BP01), and it ran");
  }

  private static Comparison compare(String sql, Observed... observed) {
    ScriptReport report = predicted(sql);
    return Comparison.of(report, traced(report, new Outcome.Done(), observed));
  }

  private static ScriptReport predicted(String sql) {
    TransactionMode mode =
        sql.startsWith("BEGIN") ? TransactionMode.PER_STATEMENT : TransactionMode.WRAPPED;
    List<Migration> migrations =
        List.of(
            migration("V1.sql", "CREATE TABLE a (id bigint PRIMARY KEY, n int)", mode, false),
            migration("V2.sql", sql, mode, true));
    return new Linter(new Catalogue(List.of()), LintOptions.of(18), KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
        .scripts()
        .getLast();
  }

  private static Migration migration(
      String file, String sql, TransactionMode mode, boolean judged) {
    Script script = ScriptSplitter.split(SourceText.of(sql));
    return new Migration(
        Migration.Kind.VERSIONED,
        "1",
        file,
        new MigrationScript(file, script, mode),
        Optional.empty(),
        judged);
  }

  /// A trace in which the statements have these effects, one after another.
  private static ScriptTrace traced(ScriptReport report, Outcome outcome, Observed... observed) {
    Script script = report.script().script();
    List<StatementTrace> statements = new ArrayList<>();
    for (ScriptPart part : script.parts()) {
      statements.add(
          new StatementTrace(
              statements.size() + 1,
              part.span(),
              script.source().position(part.span().start()),
              outcome,
              observed[statements.size()],
              Optional.empty(),
              List.of()));
    }
    return new ScriptTrace(
        report.script().file(),
        report.script().transaction(),
        statements,
        List.of(),
        List.of(),
        List.of());
  }

  private static Observed renamed(ObservedRelation... changes) {
    List<ObservedLock> locks = new ArrayList<>();
    List<Renaming> renamed = new ArrayList<>();
    for (int i = 0; i < changes.length; i += 2) {
      locks.add(new ObservedLock(changes[i], LockMode.ACCESS_EXCLUSIVE, false));
      renamed.add(new Renaming(changes[i], changes[i + 1]));
    }
    return new Observed(
        locks, List.of(), List.of(), List.of(), List.of(), List.of(), 0, List.of(), List.of(),
        List.of(), renamed);
  }

  private static Observed locked(LockMode mode) {
    return locked(new ObservedLock(A, mode, false));
  }

  private static Observed locked(ObservedLock... locks) {
    return observed(List.of(locks), List.of(), List.of());
  }

  private static Observed rewritten() {
    return observed(
        List.of(new ObservedLock(A, LockMode.ACCESS_EXCLUSIVE, false)),
        List.of(new Rewrite(A, Rewrite.Kind.TABLE_REWRITTEN)),
        List.of());
  }

  private static Observed read(LockMode mode) {
    return observed(
        List.of(new ObservedLock(A, mode, false)),
        List.of(
            new Rewrite(
                new ObservedRelation("public", "i", RelationKind.INDEX, Optional.empty()),
                Rewrite.Kind.INDEX_REBUILT)),
        List.of(new ObservedScan(A, 1, 3)));
  }

  private static Observed observed(
      List<ObservedLock> locks, List<Rewrite> rewritten, List<ObservedScan> scans) {
    return new Observed(
        locks, List.of(), rewritten, scans, List.of(), List.of(), 0, List.of(), List.of(),
        List.of(), List.of());
  }
}
