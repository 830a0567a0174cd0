package dev.ballast.sql.tree;

import dev.ballast.sql.tree.Statement.OtherStatement;
import java.util.Optional;

/// Makes a statement of the grammar's answer: asks the reader of each topic in turn whether the
/// node is its own, and gives what nobody knows a name. For one text, not safe for more than one
/// thread.
final class StatementReader {
  private final Nesting nesting = new Nesting();
  private final ExpressionReader expressions = new ExpressionReader(this, nesting);
  private final ElementReader elements = new ElementReader(expressions);
  private final QueryReader queries = new QueryReader(this, expressions, nesting);
  private final RelationStatements relations;
  private final RoutineStatements routines;
  private final ObjectStatements objects = new ObjectStatements(this);
  private final AccessStatements access = new AccessStatements(this);
  private final SessionStatements sessions = new SessionStatements(this);

  /// @param text the statement's text in UTF-8, which knows positions that the answer does not
  StatementReader(byte[] text) {
    relations = new RelationStatements(this, text);
    routines = new RoutineStatements(this, text);
  }

  ExpressionReader expressions() {
    return expressions;
  }

  ElementReader elements() {
    return elements;
  }

  QueryReader queries() {
    return queries;
  }

  Statement statement(RawNode raw) {
    return data(raw)
        .or(() -> relations.statement(raw))
        .or(() -> routines.statement(raw))
        .or(() -> objects.statement(raw))
        .or(() -> access.statement(raw))
        .or(() -> sessions.statement(raw))
        .orElseGet(() -> new OtherStatement(raw.kind(), expressions.parts(raw)));
  }

  private Optional<Statement> data(RawNode raw) {
    return switch (raw.kind()) {
      case "SelectStmt" -> Optional.of(new DataStatement.Select(queries.query(raw)));
      case "InsertStmt" -> Optional.of(queries.insert(raw));
      case "UpdateStmt" -> Optional.of(queries.update(raw));
      case "DeleteStmt" -> Optional.of(queries.delete(raw));
      case "MergeStmt" -> Optional.of(queries.merge(raw));
      case "CopyStmt" -> Optional.of(copy(raw));
      default -> Optional.empty();
    };
  }

  private DataStatement.Copy copy(RawNode raw) {
    return new DataStatement.Copy(
        raw.node("relation").map(Names::ofRange),
        Names.strings(raw.list("attlist")),
        raw.node("query").map(this::statement),
        raw.flag("is_from"),
        raw.flag("is_program"),
        raw.someText("filename"),
        ElementReader.options(raw.list("options")),
        expressions.some(raw, "whereClause"));
  }
}
