package dev.ballast.sql.tree;

import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.OtherExpression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads queries and the statements that change rows. It knows which names `WITH` has introduced.
/// For one text, not safe for more than one thread.
final class QueryReader {
  /// How many levels of expressions need as much stack as a query does.
  private static final int QUERY_WEIGHT = 3;

  private final StatementReader statements;
  private final ExpressionReader expressions;
  private final Nesting nesting;

  /// The names of `WITH` that are in scope, the innermost query first.
  private final Deque<Set<String>> introduced = new ArrayDeque<>();

  QueryReader(StatementReader statements, ExpressionReader expressions, Nesting nesting) {
    this.statements = statements;
    this.expressions = expressions;
    this.nesting = nesting;
  }

  /// A `SelectStmt`.
  Query query(RawNode raw) {
    return with(
        raw,
        ctes -> {
          boolean joined = isSetOperation(raw);
          List<Query> branches = joined ? branches(raw) : List.of();
          List<Expression> others = new ArrayList<>(expressions.expressions(values(raw)));
          for (String list : List.of("groupClause", "windowClause")) {
            others.addAll(expressions.below(raw.list(list)));
          }
          for (String list : List.of("distinctClause", "sortClause")) {
            expressions
                .below(raw.list(list))
                .forEach(
                    key ->
                        others.add(
                            new OtherExpression(Located.UNKNOWN, Query.SORT_KEY, List.of(key))));
          }
          for (String one : List.of("havingClause", "limitCount", "limitOffset")) {
            others.addAll(expressions.below(raw.node(one).stream().toList()));
          }
          return new Query(
              kind(raw),
              ctes,
              targets(raw.list("targetList")),
              from(raw.list("fromClause")),
              branches,
              expressions.some(raw, "whereClause"),
              others,
              raw.list("lockingClause").stream().map(QueryReader::locking).toList(),
              into(raw, branches),
              raw.has("limitCount"));
        });
  }

  private static Query.Kind kind(RawNode raw) {
    if (isSetOperation(raw)) {
      return Query.Kind.SET_OPERATION;
    }
    return raw.has("valuesLists") ? Query.Kind.VALUES : Query.Kind.SELECT;
  }

  private static List<RawNode> values(RawNode raw) {
    return raw.list("valuesLists");
  }

  /// The server takes `INTO` in the first branch only.
  private static Optional<QualifiedName> into(RawNode raw, List<Query> branches) {
    Optional<QualifiedName> own =
        raw.node("intoClause").flatMap(into -> into.node("rel")).map(Names::ofRange);
    return own.isEmpty() && !branches.isEmpty() ? branches.getFirst().into() : own;
  }

  /// Follows the left side in a loop: a thousand `UNION ALL` nest to the left.
  private List<Query> branches(RawNode top) {
    Deque<RawNode> rights = new ArrayDeque<>();
    RawNode left = top;
    do {
      rights.push(left.some("rarg"));
      left = left.some("larg");
    } while (isSetOperation(left) && isBare(left));
    List<Query> branches = new ArrayList<>(rights.size() + 1);
    branches.add(query(left));
    rights.forEach(right -> branches.add(query(right)));
    return branches;
  }

  private static boolean isSetOperation(RawNode raw) {
    return raw.has("larg");
  }

  /// Whether a set operation has nothing but its two sides.
  private static boolean isBare(RawNode raw) {
    return !raw.has("withClause")
        && !raw.has("sortClause")
        && !raw.has("limitCount")
        && !raw.has("limitOffset")
        && !raw.has("lockingClause");
  }

  List<TargetEntry> targets(List<RawNode> targets) {
    return targets.stream().map(this::target).toList();
  }

  private TargetEntry target(RawNode raw) {
    return new TargetEntry(
        raw.location(),
        raw.someText("name"),
        subscripts(raw),
        expressions.expression(raw.some("val")));
  }

  /// `[1]` or `.field` after a column's name.
  private List<Expression> subscripts(RawNode target) {
    List<Expression> subscripts = new ArrayList<>();
    for (RawNode subscript : target.list("indirection")) {
      if (subscript.is("String")) {
        String field = Names.string(subscript);
        subscripts.add(new ColumnReference(Located.UNKNOWN, List.of(field)));
      } else {
        subscripts.addAll(expressions.below(List.of(subscript)));
      }
    }
    return subscripts;
  }

  private List<Expression> allSubscripts(List<RawNode> targets) {
    return targets.stream().flatMap(target -> subscripts(target).stream()).toList();
  }

  private static List<String> columns(List<RawNode> targets) {
    return targets.stream().map(target -> target.text("name")).toList();
  }

  private static Locking locking(RawNode raw) {
    return new Locking(
        switch (raw.text("strength")) {
          case "LCS_FORKEYSHARE" -> Locking.Strength.KEY_SHARE;
          case "LCS_FORSHARE" -> Locking.Strength.SHARE;
          case "LCS_FORNOKEYUPDATE" -> Locking.Strength.NO_KEY_UPDATE;
          default -> Locking.Strength.UPDATE;
        },
        raw.list("lockedRels").stream().map(range -> range.text("relname")).toList(),
        switch (raw.text("waitPolicy")) {
          case "LockWaitSkip" -> Locking.Blocked.SKIP_LOCKED;
          case "LockWaitError" -> Locking.Blocked.NOWAIT;
          default -> Locking.Blocked.WAIT;
        });
  }

  /// A relation; empty where the name is one of `WITH`.
  Optional<RelationUse> use(RawNode range) {
    boolean named =
        !range.has("schemaname")
            && introduced.stream().anyMatch(names -> names.contains(range.text("relname")));
    return named ? Optional.empty() : Optional.of(Names.use(range));
  }

  FromClause from(List<RawNode> items) {
    List<RelationUse> relations = new ArrayList<>();
    List<Query> queries = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    Deque<RawNode> ahead = new ArrayDeque<>(items);
    while (!ahead.isEmpty()) {
      RawNode item = ahead.pop();
      switch (item.kind()) {
        case "RangeVar" ->
            use(item)
                .ifPresentOrElse(
                    relations::add, () -> others.add(standIn(FromClause.COMMON_TABLE)));
        case "RangeSubselect" -> queries.add(query(item.some("subquery")));
        case "JoinExpr" -> {
          item.node("rarg").ifPresent(ahead::push);
          item.node("larg").ifPresent(ahead::push);
          expressions.some(item, "quals").ifPresent(others::add);
          if (item.flag("isNatural")) {
            others.add(standIn(FromClause.NATURAL_JOIN));
          }
          Names.strings(item.list("usingClause"))
              .forEach(name -> others.add(new ColumnReference(Located.UNKNOWN, List.of(name))));
        }
        case "RangeTableSample" -> {
          item.node("relation").ifPresent(ahead::push);
          others.addAll(expressions.below(item.list("args")));
          expressions.some(item, "repeatable").ifPresent(others::add);
        }
        default -> others.addAll(expressions.below(List.of(item)));
      }
    }
    return new FromClause(relations, queries, others);
  }

  private static OtherExpression standIn(String node) {
    return new OtherExpression(Located.UNKNOWN, node, List.of());
  }

  FromClause from(Optional<RawNode> item) {
    return from(item.stream().toList());
  }

  Insert insert(RawNode raw) {
    return with(
        raw,
        ctes ->
            new Insert(
                Names.use(raw.some("relation")),
                columns(raw.list("cols")),
                allSubscripts(raw.list("cols")),
                raw.node("selectStmt").map(this::query),
                raw.node("onConflictClause").map(this::onConflict),
                returning(raw),
                ctes));
  }

  private OnConflict onConflict(RawNode raw) {
    RawNode infer = raw.some("infer");
    return new OnConflict(
        infer.list("indexElems").stream().map(statements.elements()::indexKey).toList(),
        expressions.some(infer, "whereClause"),
        infer.someText("conname"),
        "ONCONFLICT_UPDATE".equals(raw.text("action")),
        targets(raw.list("targetList")),
        expressions.some(raw, "whereClause"));
  }

  Update update(RawNode raw) {
    return with(
        raw,
        ctes ->
            new Update(
                Names.use(raw.some("relation")),
                targets(raw.list("targetList")),
                from(raw.list("fromClause")),
                expressions.some(raw, "whereClause"),
                returning(raw),
                ctes));
  }

  Delete delete(RawNode raw) {
    return with(
        raw,
        ctes ->
            new Delete(
                Names.use(raw.some("relation")),
                from(raw.list("usingClause")),
                expressions.some(raw, "whereClause"),
                returning(raw),
                ctes));
  }

  Merge merge(RawNode raw) {
    return with(
        raw,
        ctes ->
            new Merge(
                Names.use(raw.some("relation")),
                from(raw.node("sourceRelation")),
                expressions.expression(raw.some("joinCondition")),
                raw.list("mergeWhenClauses").stream().map(this::mergeClause).toList(),
                returning(raw),
                ctes));
  }

  private MergeClause mergeClause(RawNode raw) {
    boolean inserts = "CMD_INSERT".equals(raw.text("commandType"));
    List<RawNode> targets = raw.list("targetList");
    return new MergeClause(
        switch (raw.text("matchKind")) {
          case "MERGE_WHEN_NOT_MATCHED_BY_SOURCE" -> MergeClause.Match.NOT_MATCHED_BY_SOURCE;
          case "MERGE_WHEN_NOT_MATCHED_BY_TARGET" -> MergeClause.Match.NOT_MATCHED_BY_TARGET;
          default -> MergeClause.Match.MATCHED;
        },
        switch (raw.text("commandType")) {
          case "CMD_INSERT" -> MergeClause.Action.INSERT;
          case "CMD_UPDATE" -> MergeClause.Action.UPDATE;
          case "CMD_DELETE" -> MergeClause.Action.DELETE;
          default -> MergeClause.Action.NOTHING;
        },
        expressions.some(raw, "condition"),
        inserts ? List.of() : targets(targets),
        inserts ? columns(targets) : List.of(),
        inserts ? allSubscripts(targets) : List.of(),
        expressions.expressions(raw.list("values")));
  }

  private List<TargetEntry> returning(RawNode raw) {
    return targets(raw.some("returningClause").list("exprs"));
  }

  /// Reads a statement with its `WITH` list: each name is in scope for the entries after it and for
  /// the statement, with `RECURSIVE` for all entries.
  private <T> T with(RawNode raw, Function<List<CommonTable>, T> rest) {
    nesting.enter(QUERY_WEIGHT);
    RawNode clause = raw.some("withClause");
    List<RawNode> entries = clause.list("ctes");
    Set<String> names = new HashSet<>();
    introduced.push(names);
    if (clause.flag("recursive")) {
      entries.forEach(entry -> names.add(entry.text("ctename")));
    }
    List<CommonTable> ctes = new ArrayList<>(entries.size());
    for (RawNode entry : entries) {
      ctes.add(
          new CommonTable(entry.text("ctename"), statements.statement(entry.some("ctequery"))));
      names.add(entry.text("ctename"));
    }
    T result = rest.apply(ctes);
    introduced.pop();
    nesting.leave(QUERY_WEIGHT);
    return result;
  }
}
