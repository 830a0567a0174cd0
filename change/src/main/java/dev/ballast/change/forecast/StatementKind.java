package dev.ballast.change.forecast;

import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement;
import dev.ballast.sql.tree.ViewStatement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of statements by which predictions are made and their errors published.
public enum StatementKind {
  CREATE_INDEX(Work.INDEX_BUILD),
  CREATE_INDEX_CONCURRENTLY(Work.INDEX_BUILD),
  REINDEX(Work.INDEX_BUILD),
  ADD_KEY(Work.INDEX_BUILD),
  SET_NOT_NULL(Work.SCAN),
  ADD_CHECK(Work.SCAN),
  ADD_FOREIGN_KEY(Work.SCAN),
  VALIDATE_CONSTRAINT(Work.SCAN),
  ATTACH_PARTITION(Work.SCAN),
  ADD_COLUMN(Work.CATALOG),
  ALTER_TYPE(Work.CATALOG),
  ALTER_TABLE(Work.CATALOG),
  TABLE_REWRITE(Work.REWRITE),
  CREATE_TABLE_AS(Work.REWRITE),
  REFRESH(Work.REWRITE),
  UPDATE(Work.ROWS),
  DELETE(Work.ROWS),
  INSERT(Work.ROWS),
  QUERY(Work.SCAN),
  /// The named unknown: it changes the catalogs only, as far as anybody measured.
  OTHER(Work.CATALOG);

  /// What takes the time.
  public enum Work {
    /// Nothing that grows with a table.
    CATALOG,
    SCAN,
    REWRITE,
    INDEX_BUILD,
    /// Rows that are changed one by one.
    ROWS
  }

  private final Work work;

  StatementKind(Work work) {
    this.work = work;
  }

  Work work() {
    return work;
  }

  /// In human-readable form: `create index`.
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// The kind with that title.
  public static Optional<StatementKind> titled(String title) {
    return List.of(values()).stream().filter(kind -> kind.title().equals(title)).findFirst();
  }

  /// The kind of a statement by its text; [#OTHER] where it cannot be analysed.
  public static StatementKind of(String statement) {
    return switch (Parser.postgres18().parse(statement)) {
      case ParsedStatement.Understood understood -> of(understood.statement());
      case ParsedStatement.Refused refused -> OTHER;
    };
  }

  /// The kind of a statement; of an `ALTER TABLE` with several actions that of the dearest.
  public static StatementKind of(Statement statement) {
    return switch (statement) {
      case IndexStatement.CreateIndex index ->
          index.concurrently() ? CREATE_INDEX_CONCURRENTLY : CREATE_INDEX;
      case IndexStatement.Reindex reindex -> REINDEX;
      case TableStatement.AlterTable alter ->
          alter.actions().stream()
              .map(StatementKind::of)
              .max((one, other) -> Integer.compare(one.cost(), other.cost()))
              .orElse(ALTER_TABLE);
      case TableStatement.CreateTableAs create -> CREATE_TABLE_AS;
      case ViewStatement.RefreshMaterializedView refresh -> REFRESH;
      case MaintenanceStatement.Cluster cluster -> TABLE_REWRITE;
      case MaintenanceStatement.Vacuum vacuum -> vacuum.full() ? TABLE_REWRITE : QUERY;
      case DataStatement.Update update -> UPDATE;
      case DataStatement.Merge merge -> UPDATE;
      case DataStatement.Delete delete -> DELETE;
      case DataStatement.Insert insert -> INSERT;
      case DataStatement.Copy copy -> copy.from() ? INSERT : QUERY;
      case DataStatement.Select select -> QUERY;
      case Statement other -> OTHER;
    };
  }

  private int cost() {
    return switch (work) {
      case CATALOG -> this == ALTER_TABLE ? 0 : 1;
      case SCAN -> 2;
      case ROWS -> 3;
      case INDEX_BUILD -> 4;
      case REWRITE -> 5;
    };
  }

  private static StatementKind of(AlterAction action) {
    return switch (action) {
      case ColumnAction.AddColumn add -> ADD_COLUMN;
      case ColumnAction.AlterType change -> ALTER_TYPE;
      case ColumnAction.SetNotNull set -> SET_NOT_NULL;
      case ColumnAction.SetExpression set -> TABLE_REWRITE;
      case ConstraintAction.AddConstraint add -> of(add.constraint());
      case ConstraintAction.ValidateConstraint validate -> VALIDATE_CONSTRAINT;
      case TableAction.AttachPartition attach -> ATTACH_PARTITION;
      case TableAction.SetLogged set -> TABLE_REWRITE;
      case TableAction.SetTablespace set -> TABLE_REWRITE;
      case TableAction.SetAccessMethod set -> TABLE_REWRITE;
      case AlterAction other -> ALTER_TABLE;
    };
  }

  private static StatementKind of(Constraint constraint) {
    if (constraint.notValid() || constraint.notEnforced() || constraint.usingIndex().isPresent()) {
      return ALTER_TABLE;
    }
    return switch (constraint.kind()) {
      case PRIMARY_KEY, UNIQUE, EXCLUSION -> ADD_KEY;
      case FOREIGN_KEY -> ADD_FOREIGN_KEY;
      case CHECK -> ADD_CHECK;
      case NOT_NULL -> SET_NOT_NULL;
      case NULL, DEFAULT, IDENTITY, GENERATED -> ALTER_TABLE;
    };
  }
}
