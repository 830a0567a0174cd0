package dev.ballast.rules.catalogue.work_under_lock;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.locks.HeldLocks;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Work in the size of a table, while the transaction holds a strong lock that it does not need.
@NullMarked
public final class WorkUnderLock implements Rule {
  private static final Set<String> EXTREMES = Set.of("min", "max");

  @Override
  public String id() {
    return "work-under-lock";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    HeldLocks.walk(
        script,
        (statement, held) -> {
          Demand demand = demand(statement).without(script, statement);
          if (!demand.work().isEmpty()) {
            held.locks().stream()
                .filter(each -> each.mode().compareTo(LockMode.SHARE) >= 0)
                .filter(each -> isPointless(statement, each))
                .max((one, other) -> one.mode().compareTo(other.mode()))
                .ifPresent(each -> report(script, statement, each, demand, judgement));
          }
        });
  }

  /// What a statement does that grows with a table.
  ///
  /// @param sure nothing bounds it; otherwise an index may find the rows
  private record Demand(List<WorkEffect> work, boolean sure) {
    static final Demand NONE = new Demand(List.of(), false);

    /// Nothing grows with a table that the transaction has emptied.
    Demand without(ScriptScene script, SeenStatement statement) {
      return new Demand(
          work.stream()
              .filter(each -> !script.isEmptied(each.relation().name(), statement))
              .toList(),
          sure);
    }
  }

  /// Backfills have the rule backfill-in-schema-transaction.
  private static Demand demand(SeenStatement statement) {
    Statement made = statement.statement();
    if (made instanceof Select
        || made instanceof Copy
        || (made instanceof CreateTableAs create && create.withData())) {
      return reads(statement);
    }
    return made instanceof DataStatement
        ? Demand.NONE
        : new Demand(
            statement.effects().work().stream()
                .filter(each -> each.likelihood().isCertain() && !each.relation().fresh())
                .filter(each -> each.kind() != WorkEffect.Kind.EMPTIED)
                .toList(),
            true);
  }

  /// The tables that a query reads without a bound: every row, or those of a condition.
  private static Demand reads(SeenStatement statement) {
    Demand whole = reads(statement, ConditionReach.EVERY_ROW);
    return whole.work().isEmpty() ? reads(statement, ConditionReach.UNBOUNDED) : whole;
  }

  private static Demand reads(SeenStatement statement, ConditionReach reach) {
    List<QualifiedName> tables = new ArrayList<>();
    for (Query query : Walk.of(statement.statement()).every(Query.class)) {
      if (ConditionReach.of(query) == reach && !isExtreme(query)) {
        query.relations().forEach(use -> tables.add(use.name()));
      }
    }
    if (reach == ConditionReach.EVERY_ROW
        && statement.statement() instanceof Copy copy
        && !copy.from()) {
      copy.relation().ifPresent(tables::add);
    }
    return new Demand(
        statement.effects().work(WorkEffect.Kind.SCAN).stream()
            .filter(each -> !each.relation().fresh())
            .filter(each -> tables.stream().anyMatch(each.relation().name()::mayBe))
            .toList(),
        reach == ConditionReach.EVERY_ROW);
  }

  /// `SELECT max(id)`, which an index answers.
  private static boolean isExtreme(Query query) {
    return !query.targets().isEmpty()
        && query.targets().stream()
            .allMatch(
                target ->
                    Walk.of(target).calls().stream()
                        .anyMatch(call -> EXTREMES.contains(call.name().name())));
  }

  /// True where the statement itself would lock that relation less. VALIDATE on the same table has
  /// the rule validate-while-locked.
  private static boolean isPointless(SeenStatement statement, HeldLocks.Held held) {
    boolean needed =
        statement
            .effects()
            .lockOn(held.relation())
            .filter(own -> own.mode().compareTo(held.mode()) >= 0)
            .isPresent();
    boolean validates =
        statement.statement() instanceof AlterTable alter
            && alter.name().mayBe(held.relation())
            && alter.actions().stream().anyMatch(ValidateConstraint.class::isInstance);
    return !needed && !validates;
  }

  private static void report(
      ScriptScene script,
      SeenStatement statement,
      HeldLocks.Held held,
      Demand demand,
      Judgement judgement) {
    List<WorkEffect> work = demand.work();
    boolean own = script.transactionMode() == TransactionMode.PER_STATEMENT;
    String apart = Quoted.whole(script, statement);
    judgement
        .hazard(
            script,
            statement.span(),
            "While this "
                + told(work.getFirst())
                + (demand.sure() ? "" : ", unless an index finds the rows")
                + ", the transaction still holds "
                + held.mode().sql()
                + " on "
                + held.relation()
                + " from line "
                + Quoted.line(script, held.since().span())
                + ": all that time "
                + BlockingLocks.stops(held.mode())
                + " on "
                + held.relation()
                + " waits.")
        .claims(List.of(held.lock()), work)
        .about(tables(work))
        .atMost(demand.sure() ? Severity.ERROR : Severity.WARNING)
        .safe(
            own
                ? new String[] {"BEGIN", Quoted.whole(script, held.since()), "COMMIT", apart}
                : new String[] {
                  Quoted.whole(script, held.since()),
                  "-- in a script of its own, which the tool runs in its own transaction:",
                  apart
                })
        .advice("End the transaction before the work begins.")
        .report();
  }

  private static QualifiedName[] tables(List<WorkEffect> work) {
    return work.stream().map(each -> each.relation().name()).toArray(QualifiedName[]::new);
  }

  private static String told(WorkEffect work) {
    QualifiedName name = work.relation().name();
    return switch (work.kind()) {
      case REWRITE -> "rewrites " + name;
      case SCAN -> "reads every row of " + name;
      case INDEX_BUILD -> "builds " + name;
      case EMPTIED -> "empties " + name;
    };
  }
}
