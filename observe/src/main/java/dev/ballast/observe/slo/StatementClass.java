package dev.ballast.observe.slo;

import dev.ballast.observe.text.StatementText;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Set;

/// Whether a statement reads rows or writes some, by PostgreSQL's own grammar.
public enum StatementClass {
  READ,
  /// Also a query that locks the rows that it reads.
  WRITE,
  /// Neither, or nobody can say: what names no table, as `SELECT 1` and calls of functions; what
  /// reads catalogs only, as monitoring does; what changes a schema; what has no text.
  OTHER;

  private static final Set<String> SYSTEM = Set.of("pg_catalog", "information_schema");

  /// Of a statement's text, with literals or without.
  public static StatementClass of(StatementText text) {
    return switch (text.form()) {
      case WITHOUT_LITERALS, AS_WRITTEN ->
          Parser.postgres18().parse(text.text()) instanceof ParsedStatement.Understood understood
              ? of(understood.statement())
              : OTHER;
      case UNPARSED, DOUBTFUL, CUT, HIDDEN -> OTHER;
    };
  }

  private static StatementClass of(Statement statement) {
    if (!(statement instanceof DataStatement data)) {
      return OTHER;
    }
    return switch (data) {
      case DataStatement.Select select -> of(select);
      case DataStatement.Insert _,
          DataStatement.Update _,
          DataStatement.Delete _,
          DataStatement.Merge _ ->
          WRITE;
      case DataStatement.Copy _ -> OTHER;
    };
  }

  private static StatementClass of(DataStatement.Select select) {
    Walk walk = Walk.of(select);
    List<Query> queries = walk.every(Query.class);
    if (queries.stream().anyMatch(query -> !query.locks().isEmpty() || query.into().isPresent())
        || walk.every(DataStatement.class).stream()
            .anyMatch(each -> !(each instanceof DataStatement.Select))) {
      return WRITE;
    }
    return walk.every(RelationUse.class).stream().anyMatch(use -> !isOfSystem(use)) ? READ : OTHER;
  }

  /// Names that begin with `pg_` are PostgreSQL's own, and its extensions'.
  private static boolean isOfSystem(RelationUse use) {
    return use.name().schema().map(SYSTEM::contains).orElse(use.name().name().startsWith("pg_"));
  }
}
