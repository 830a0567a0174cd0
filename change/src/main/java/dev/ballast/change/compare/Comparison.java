package dev.ballast.change.compare;

import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.effect.claim.Effects;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.SearchPath;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.UnanalysedPart;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the check predicted of a script beside what was seen of it.
///
/// Only what was predicted whole and seen whole can agree: a statement that the check could not
/// analyse, or not all of it, is one of which nothing was predicted, whatever was seen.
///
/// @param disagreements where the server contradicts the check, a sentence each
/// @param unpredicted of what nothing was predicted, a sentence each
/// @param undecided what the trace could not look at, so that it was not compared, a sentence each
public record Comparison(
    List<String> disagreements, List<String> unpredicted, List<String> undecided) {
  public Comparison {
    disagreements = List.copyOf(disagreements);
    unpredicted = List.copyOf(unpredicted);
    undecided = List.copyOf(undecided);
  }

  static Comparison of(ScriptReport report, ScriptTrace observed) {
    return of(report, observed, new Unforeseen());
  }

  /// @param unforeseen what earlier scripts made unseen by the check; what this one does is added
  static Comparison of(ScriptReport report, ScriptTrace observed, Unforeseen unforeseen) {
    Map<Integer, SeenStatement> predicted = new HashMap<>();
    report.statements().forEach(each -> predicted.put(each.span().start(), each));
    Disagreements comparison = new Disagreements(unforeseen);
    List<String> unpredicted = new ArrayList<>();
    SearchPath path = new SearchPath();
    int transaction = 0;
    for (StatementTrace statement : observed.statements()) {
      if (!(statement.outcome() instanceof Outcome.Done)) {
        continue;
      }
      String where = observed.file() + ":" + statement.start();
      List<String> reasons = reasons(report, statement.span());
      reasons.forEach(reason -> unpredicted.add(where + ": " + reason));
      refusals(report, statement.span()).forEach(sqlState -> comparison.ran(where, sqlState));
      SeenStatement seen = predicted.get(statement.span().start());
      if (seen == null) {
        if (reasons.isEmpty()) {
          unpredicted.add(where + ": the check did not read it");
        }
        unforeseen.add(statement.observed().created());
        continue;
      }
      if (seen.transaction() != transaction) {
        comparison.transactionEnded();
        transaction = seen.transaction();
      }
      Effects effects = seen.effects();
      Optional<String> reservation = reservation(path, seen).or(() -> absence(seen, statement));
      path.follow(seen);
      if (reservation.isPresent()) {
        comparison.passOver(where + ": " + reservation.get(), statement);
        unforeseen.add(statement.observed().created());
        continue;
      }
      if (reasons.isEmpty()) {
        effects.unknown().forEach(reason -> unpredicted.add(where + ": " + reason));
      }
      boolean whole = reasons.isEmpty() && effects.unknown().isEmpty();
      comparison.compare(where, effects, statement, whole);
      if (!whole) {
        unforeseen.add(statement.observed().created());
      }
    }
    unpredicted.addAll(comparison.unpredicted());
    return new Comparison(comparison.found(), unpredicted, comparison.undecided());
  }

  /// Why what was predicted of a statement may be of other relations than those that were seen.
  private static Optional<String> reservation(SearchPath path, SeenStatement seen) {
    return path.leadsElsewhere(seen.transaction())
        ? relations(seen.effects())
            .filter(name -> name.schema().isEmpty())
            .findFirst()
            .map(name -> "the script sets search_path, in which " + name + " was not looked up")
        : Optional.empty();
  }

  private static Stream<QualifiedName> relations(Effects effects) {
    return Stream.concat(
        effects.locks().stream().map(lock -> lock.relation().name()),
        effects.work().stream().map(work -> work.relation().name()));
  }

  /// What names a table that may be missing, and found none, did nothing.
  private static Optional<String> absence(SeenStatement seen, StatementTrace statement) {
    boolean mayBeMissing =
        switch (seen.statement()) {
          case AlterTable alter -> alter.ifExists();
          case Rename rename -> rename.ifExists();
          case SetSchema move -> move.ifExists();
          case Statement _ -> false;
        };
    return mayBeMissing && statement.locks().isEmpty() && !seen.effects().locks().isEmpty()
        ? Optional.of("what it names is not there, so by IF EXISTS it did nothing")
        : Optional.empty();
  }

  /// With which errors PostgreSQL refuses the statement, as the check is sure of.
  private static List<String> refusals(ScriptReport report, Span statement) {
    return report.hazards().stream()
        .filter(hazard -> isWithin(hazard.span(), statement))
        .flatMap(hazard -> hazard.refusal().stream())
        .filter(Refusal.Certain.class::isInstance)
        .map(Refusal::sqlState)
        .distinct()
        .toList();
  }

  /// Why something of the statement was not analysed.
  private static List<String> reasons(ScriptReport report, Span statement) {
    return report.unanalysed().stream()
        .filter(part -> isWithin(part.span(), statement))
        .map(UnanalysedPart::reason)
        .distinct()
        .toList();
  }

  private static boolean isWithin(Span part, Span statement) {
    return statement.start() <= part.start() && part.start() < statement.end();
  }
}
