package dev.ballast.change.catalogue;

import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.ObservedScan;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.QualifiedIdentifier;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a safe form was seen to lock and to work on.
///
/// @param form what was run
/// @param trace what it did
record SafeLocks(SafeForm form, ScriptTrace trace) {
  /// They would leave a transaction open, or end one that is not.
  private static final Set<String> CONTROL = Set.of("BEGIN", "COMMIT", "END", "ROLLBACK");

  /// Runs a form where the statements before it have run.
  static SafeLocks of(Trace trace, SafeForm form) {
    for (String statement : form.standing()) {
      if (!CONTROL.contains(statement)) {
        trace.load(statement);
      }
    }
    String steps = String.join(";\n", form.steps()) + ";\n";
    String text =
        form.original().startsWith("LOCK TABLE") ? "BEGIN;\n" + steps + "COMMIT;\n" : steps;
    return new SafeLocks(
        form,
        trace.run(
            new MigrationScript(
                "form.sql",
                ScriptSplitter.split(SourceText.of(text)),
                TransactionMode.PER_STATEMENT)));
  }

  /// Whether the server ran all of it. Whether it must, another test decides.
  boolean isComplete() {
    return trace.isComplete();
  }

  /// What is not as it should be, each in a sentence.
  ///
  /// @param parted the rule parts statements, each of which has rules of its own: what counts is
  ///     what they hold when they do not work themselves
  List<String> judged(boolean parted) {
    List<String> wrong = new ArrayList<>();
    Map<String, LockMode> held = new TreeMap<>();
    Map<String, LockMode> strongest = new TreeMap<>();
    Set<String> made = new HashSet<>();
    for (StatementTrace statement : trace.statements()) {
      if (!statement.outcome().isDone()) {
        break;
      }
      if (!within(statement)) {
        held.clear();
      }
      Map<String, LockMode> before = Map.copyOf(held);
      statement.locks().stream()
          .filter(lock -> !lock.ownNew())
          .forEach(lock -> locked(lock, held, strongest));
      Map<String, LockMode> working = worked(statement);
      working.keySet().removeAll(made);
      wrong.addAll(blocked(statement, working, parted ? before : held));
      statement.observed().created().forEach(each -> made.add(table(each)));
    }
    wrong.addAll(notWeaker(strongest));
    return wrong;
  }

  private List<String> blocked(
      StatementTrace statement, Map<String, LockMode> working, Map<String, LockMode> held) {
    return working.keySet().stream()
        .filter(held::containsKey)
        .filter(name -> held.get(name).conflictsWith(working.get(name)))
        .map(
            name ->
                "%s: works on %s under %s <- %s"
                    .formatted(form.place(), name, held.get(name).sql(), text(statement)))
        .toList();
  }

  /// Of a form that is CONCURRENTLY throughout each lock must be weaker than the statement's.
  private List<String> notWeaker(Map<String, LockMode> strongest) {
    if (!form.steps().stream().allMatch(step -> step.contains("CONCURRENTLY"))) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>();
    for (LockEffect claim : form.hazard().locks()) {
      String name = name(claim.relation().name());
      LockMode taken = strongest.getOrDefault(name, LockMode.ACCESS_SHARE);
      if (taken.conflictsWith(LockMode.ROW_EXCLUSIVE) && !claim.mode().isStrongerThan(taken)) {
        wrong.add(
            "%s: takes %s on %s as the statement does".formatted(form.place(), taken.sql(), name));
      }
    }
    return wrong;
  }

  private static void locked(
      ObservedLock lock, Map<String, LockMode> held, Map<String, LockMode> strongest) {
    String name = table(lock.relation());
    held.merge(name, lock.mode(), SafeLocks::stronger);
    strongest.merge(name, lock.mode(), SafeLocks::stronger);
  }

  private static LockMode stronger(LockMode one, LockMode other) {
    return one.isStrongerThan(other) ? one : other;
  }

  /// Whether the transaction of the statement before continues.
  private boolean within(StatementTrace statement) {
    return trace.transactions().stream()
        .anyMatch(each -> each.first() < statement.number() && statement.number() <= each.last());
  }

  /// What is read or written in full, and the lock of those who must not wait meanwhile.
  private static Map<String, LockMode> worked(StatementTrace statement) {
    Map<String, LockMode> working = new TreeMap<>();
    for (Rewrite rewrite : statement.rewritten()) {
      switch (rewrite.kind()) {
        case TABLE_REWRITTEN, INDEX_REBUILT, UNDECIDED ->
            working.put(table(rewrite.relation()), user(rewrite.relation()));
        case EMPTIED -> {}
      }
    }
    for (ObservedScan scan : statement.scans()) {
      working.put(table(scan.relation()), user(scan.relation()));
    }
    return working;
  }

  /// Nobody but REFRESH writes to a materialized view.
  private static LockMode user(ObservedRelation relation) {
    return relation.kind() == RelationKind.MATERIALIZED_VIEW
        ? LockMode.ACCESS_SHARE
        : LockMode.ROW_EXCLUSIVE;
  }

  private static String table(ObservedRelation relation) {
    return relation.kind().isIndex()
        ? relation.table().map(SafeLocks::name).orElse(relation.display())
        : relation.display();
  }

  private static String name(QualifiedName name) {
    return name.schema().filter(schema -> !schema.equals("public")).map(s -> s + ".").orElse("")
        + name.name();
  }

  private static String name(QualifiedIdentifier name) {
    return name.schema().name().equals("public") ? name.name().name() : name.display();
  }

  private static String text(StatementTrace statement) {
    return "statement " + statement.number();
  }
}
