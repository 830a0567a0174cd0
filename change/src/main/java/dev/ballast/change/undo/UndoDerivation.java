package dev.ballast.change.undo;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The undo of one statement, while it is derived. For one thread at a time.
///
/// [#before] is called in the session that will run the statement, immediately before it does,
/// [#after] immediately after. Both read the catalogs, which locks views and what they select from
/// in `ACCESS SHARE` mode until the transaction ends: where locks are measured, derive in a run of
/// its own.
public final class UndoDerivation {
  private final Session session;
  private final Approach approach;
  private final List<String> scope;
  private final List<Facet> former;

  private UndoDerivation(
      Session session, Approach approach, List<String> scope, List<Facet> former) {
    this.session = session;
    this.approach = approach;
    this.scope = List.copyOf(scope);
    this.former = List.copyOf(former);
  }

  /// Reads what the statement may change. Faults: those of a session that is lost, or that may not
  /// read a table or sequence of which values are needed.
  public static UndoDerivation before(String statement, Session session) {
    return switch (Parser.postgres18().parse(statement)) {
      case ParsedStatement.Understood understood -> before(understood.statement(), session);
      case ParsedStatement.Refused refused ->
          new UndoDerivation(
              session,
              Approach.Known.undecided("the statement cannot be analysed: " + refused.error()),
              List.of(),
              List.of());
    };
  }

  /// The same for a statement that was parsed already.
  public static UndoDerivation before(Statement statement, Session session) {
    Approach approach = new Approaches(new CatalogNames(session)).of(statement);
    if (approach instanceof Approach.Compared compared) {
      List<String> scope = compared.reading().scope(session);
      return new UndoDerivation(session, approach, scope, compared.reading().in(session, scope));
    }
    return new UndoDerivation(session, approach, List.of(), List.of());
  }

  /// The undo, where it is not known how many rows the statement changed.
  public StatementUndo after() {
    return after(OptionalLong.empty());
  }

  /// The undo.
  ///
  /// @param rows how many the statement inserted, updated or deleted
  public StatementUndo after(OptionalLong rows) {
    return switch (approach) {
      case Approach.Known known -> known.undo();
      case Approach.Rows changed ->
          new StatementUndo.OneWay(changed.loss().formatted(RowCount.exactly(rows)));
      case Approach.Compared compared -> derived(compared);
    };
  }

  private StatementUndo derived(Approach.Compared compared) {
    List<Facet> prepared = former.stream().map(facet -> converted(facet, compared)).toList();
    Set<String> both = new TreeSet<>(scope);
    both.addAll(compared.reading().scope(session));
    Difference difference =
        Difference.between(prepared, compared.reading().in(session, List.copyOf(both)));
    if (!difference.lost().isEmpty()) {
      return new StatementUndo.OneWay(
          Losses.told(difference.lost(), facet -> CountedRows.of(facet, session)));
    }
    Variant variant = compared.variant();
    List<String> statements = new ArrayList<>();
    difference.statements().stream()
        .map(each -> variant.concurrently() ? Concurrently.of(each) : each)
        .forEach(statements::add);
    statements.addAll(variant.further());
    if (statements.isEmpty()) {
      return variant
          .unread()
          .<StatementUndo>map(StatementUndo.Undecided::new)
          .orElseGet(() -> new StatementUndo.Nothing(compared.unchanged()));
    }
    return new StatementUndo.Undoable(statements, variant.remarks());
  }

  private static Facet converted(Facet facet, Approach.Compared compared) {
    return compared.variant().conversions().stream()
        .filter(each -> facet.name().equals("type") && facet.subject().equals(each.column()))
        .findFirst()
        .map(each -> facet.madeBy(facet.make().stream().map(sql -> sql + each.clause()).toList()))
        .orElse(facet);
  }
}
