package dev.ballast.sql.tree;

import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.IndexStatement.AlterStatistics;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.CreateStatistics;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.MaintenanceStatement.Analyze;
import dev.ballast.sql.tree.MaintenanceStatement.Checkpoint;
import dev.ballast.sql.tree.MaintenanceStatement.Cluster;
import dev.ballast.sql.tree.MaintenanceStatement.Vacuum;
import dev.ballast.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.AlterTableAll;
import dev.ballast.sql.tree.TableStatement.CreateForeignTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.TableStatement.ImportForeignSchema;
import dev.ballast.sql.tree.TableStatement.LockTable;
import dev.ballast.sql.tree.TableStatement.Truncate;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the statements about tables, views, indexes and sequences. For one text, not safe for more
/// than one thread.
final class RelationStatements {
  private final StatementReader statements;
  private final byte[] text;

  RelationStatements(StatementReader statements, byte[] text) {
    this.statements = statements;
    this.text = text;
  }

  Optional<Statement> statement(RawNode raw) {
    return switch (raw.kind()) {
      case "CreateStmt" -> Optional.of(createTable(raw));
      case "CreateTableAsStmt" -> Optional.of(createTableAs(raw));
      case "CreateForeignTableStmt" ->
          Optional.of(
              new CreateForeignTable(
                  createTable(raw.some("base")),
                  raw.text("servername"),
                  ElementReader.options(raw.list("options"))));
      case "ImportForeignSchemaStmt" ->
          Optional.of(
              new ImportForeignSchema(
                  raw.text("server_name"),
                  raw.text("remote_schema"),
                  raw.text("local_schema"),
                  Names.constant(
                      ImportForeignSchema.Choice.class,
                      "FDW_IMPORT_SCHEMA_",
                      raw.text("list_type")),
                  raw.list("table_list").stream().map(table -> table.text("relname")).toList(),
                  ElementReader.options(raw.list("options"))));
      case "AlterTableStmt" -> Optional.of(alterTable(raw));
      case "AlterTableMoveAllStmt" ->
          Optional.of(
              new AlterTableAll(
                  Names.objectKind(raw, "objtype"),
                  raw.text("orig_tablespacename"),
                  Names.roles(raw.list("roles")),
                  raw.text("new_tablespacename"),
                  raw.flag("nowait")));
      case "TruncateStmt" ->
          Optional.of(
              new Truncate(
                  Names.ofRanges(raw.list("relations")),
                  "DROP_CASCADE".equals(raw.text("behavior")),
                  raw.flag("restart_seqs")));
      case "LockStmt" ->
          Optional.of(
              new LockTable(
                  Names.ofRanges(raw.list("relations")),
                  LockMode.ofNumber(raw.number("mode")),
                  raw.flag("nowait")));
      default -> index(raw).or(() -> viewOrSequence(raw)).or(() -> maintenance(raw));
    };
  }

  private CreateTable createTable(RawNode raw) {
    RawNode relation = raw.some("relation");
    List<ColumnDefinition> columns = new ArrayList<>();
    List<Like> likes = new ArrayList<>();
    List<RawNode> constraints = new ArrayList<>();
    for (RawNode element : raw.list("tableElts")) {
      switch (element.kind()) {
        case "ColumnDef" -> columns.add(statements.elements().column(element));
        case "TableLikeClause" -> likes.add(ElementReader.like(element));
        default -> constraints.add(element);
      }
    }
    List<QualifiedName> parents = Names.ofRanges(raw.list("inhRelations"));
    Optional<PartitionOf> partitionOf =
        raw.node("partbound")
            .map(bound -> new PartitionOf(parents.getFirst(), statements.elements().bound(bound)));
    return new CreateTable(
        Names.ofRange(relation),
        columns,
        statements.elements().constraints(constraints),
        new TableStatement.Origins(
            likes,
            partitionOf.isPresent() ? List.of() : parents,
            partitionOf,
            Names.someType(raw, "ofTypename")),
        raw.node("partspec").map(statements.elements()::partitionBy),
        new TableStatement.Storage(
            Names.persistence(relation),
            raw.someText("accessMethod"),
            raw.someText("tablespacename"),
            ElementReader.options(raw.list("options"))),
        onCommit(raw.text("oncommit")),
        raw.flag("if_not_exists"));
  }

  private static TableStatement.OnCommit onCommit(String tag) {
    return switch (tag) {
      case "ONCOMMIT_PRESERVE_ROWS" -> TableStatement.OnCommit.PRESERVE_ROWS;
      case "ONCOMMIT_DELETE_ROWS" -> TableStatement.OnCommit.DELETE_ROWS;
      case "ONCOMMIT_DROP" -> TableStatement.OnCommit.DROP;
      default -> TableStatement.OnCommit.UNSAID;
    };
  }

  private CreateTableAs createTableAs(RawNode raw) {
    RawNode into = raw.some("into");
    RawNode relation = into.some("rel");
    return new CreateTableAs(
        Names.ofRange(relation),
        Names.objectKind(raw, "objtype"),
        statements.statement(raw.some("query")),
        !into.flag("skipData"),
        raw.flag("if_not_exists"),
        new TableStatement.Storage(
            Names.persistence(relation),
            into.someText("accessMethod"),
            into.someText("tableSpaceName"),
            ElementReader.options(into.list("options"))));
  }

  private AlterTable alterTable(RawNode raw) {
    RawNode relation = raw.some("relation");
    List<RawNode> commands = raw.list("cmds");
    List<Integer> offsets = ActionOffsets.in(text, relation.location(), commands.size());
    AlterActionReader reader =
        new AlterActionReader(statements.elements(), statements.expressions());
    List<AlterAction> actions = new ArrayList<>(commands.size());
    for (int i = 0; i < commands.size(); i++) {
      actions.add(reader.action(commands.get(i), offsets.get(i)));
    }
    ObjectKind kind = Names.objectKind(raw, "objtype");
    return new AlterTable(
        kind,
        Names.ofRange(relation),
        kind != ObjectKind.TYPE && !relation.flag("inh"),
        raw.flag("missing_ok"),
        actions);
  }

  private Optional<Statement> index(RawNode raw) {
    return switch (raw.kind()) {
      case "IndexStmt" -> Optional.of(createIndex(raw));
      case "ReindexStmt" ->
          Optional.of(
              new Reindex(
                  Names.constant(Reindex.Kind.class, "REINDEX_OBJECT_", raw.text("kind")),
                  raw.node("relation").map(Names::ofRange),
                  raw.someText("name"),
                  ElementReader.isOn(raw.list("params"), "concurrently"),
                  ElementReader.argument(raw.list("params"), "tablespace").map(Names::string)));
      case "CreateStatsStmt" -> Optional.of(createStatistics(raw));
      case "AlterStatsStmt" ->
          Optional.of(
              new AlterStatistics(
                  Names.qualified(raw.list("defnames")),
                  raw.node("stxstattarget").map(target -> target.number("ival")),
                  raw.flag("missing_ok")));
      default -> Optional.empty();
    };
  }

  private CreateIndex createIndex(RawNode raw) {
    RawNode relation = raw.some("relation");
    ElementReader elements = statements.elements();
    return new CreateIndex(
        raw.someText("idxname"),
        Names.ofRange(relation),
        !relation.flag("inh"),
        raw.flag("concurrent"),
        raw.flag("if_not_exists"),
        new CreateIndex.Shape(
            raw.text("accessMethod"),
            raw.flag("unique"),
            raw.flag("nulls_not_distinct"),
            raw.list("indexParams").stream().map(elements::indexKey).toList(),
            raw.list("indexIncludingParams").stream().map(key -> key.text("name")).toList(),
            statements.expressions().some(raw, "whereClause"),
            ElementReader.options(raw.list("options")),
            raw.someText("tableSpace")));
  }

  private CreateStatistics createStatistics(RawNode raw) {
    List<String> columns = new ArrayList<>();
    List<Expression> expressions = new ArrayList<>();
    for (RawNode element : raw.list("exprs")) {
      element.someText("name").ifPresent(columns::add);
      statements.expressions().some(element, "expr").ifPresent(expressions::add);
    }
    return new CreateStatistics(
        Names.someQualified(raw.list("defnames")),
        Names.strings(raw.list("stat_types")),
        columns,
        expressions,
        statements.queries().from(raw.list("relations")),
        raw.flag("if_not_exists"));
  }

  private Optional<Statement> viewOrSequence(RawNode raw) {
    return switch (raw.kind()) {
      case "ViewStmt" ->
          Optional.of(
              new CreateView(
                  Names.ofRange(raw.some("view")),
                  Names.strings(raw.list("aliases")),
                  statements.queries().query(raw.some("query")),
                  raw.flag("replace"),
                  Names.persistence(raw.some("view")),
                  ElementReader.options(raw.list("options")),
                  switch (raw.text("withCheckOption")) {
                    case "LOCAL_CHECK_OPTION" -> CreateView.CheckOption.LOCAL;
                    case "CASCADED_CHECK_OPTION" -> CreateView.CheckOption.CASCADED;
                    default -> CreateView.CheckOption.NONE;
                  }));
      case "RefreshMatViewStmt" ->
          Optional.of(
              new RefreshMaterializedView(
                  Names.ofRange(raw.some("relation")),
                  raw.flag("concurrent"),
                  !raw.flag("skipData")));
      case "CreateSeqStmt" ->
          Optional.of(
              new CreateSequence(
                  Names.ofRange(raw.some("sequence")),
                  ElementReader.sequence(raw.list("options")),
                  Names.persistence(raw.some("sequence")),
                  raw.flag("if_not_exists")));
      case "AlterSeqStmt" ->
          Optional.of(
              new AlterSequence(
                  Names.ofRange(raw.some("sequence")),
                  ElementReader.sequence(raw.list("options")),
                  raw.flag("missing_ok")));
      default -> Optional.empty();
    };
  }

  private static Optional<Statement> maintenance(RawNode raw) {
    return switch (raw.kind()) {
      case "VacuumStmt" -> Optional.of(vacuum(raw));
      case "ClusterStmt" ->
          Optional.of(
              new Cluster(raw.node("relation").map(Names::ofRange), raw.someText("indexname")));
      case "CheckPointStmt" -> Optional.of(new Checkpoint());
      default -> Optional.empty();
    };
  }

  private static Statement vacuum(RawNode raw) {
    List<RawNode> options = raw.list("options");
    List<QualifiedName> tables =
        raw.list("rels").stream().map(each -> Names.ofRange(each.some("relation"))).toList();
    return raw.flag("is_vacuumcmd")
        ? new Vacuum(
            ElementReader.isOn(options, "full"),
            ElementReader.isOn(options, "analyze"),
            tables,
            ElementReader.options(options))
        : new Analyze(tables, ElementReader.options(options));
  }
}
