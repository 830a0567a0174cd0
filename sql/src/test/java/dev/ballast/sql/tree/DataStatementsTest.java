package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataStatementsTest {
  private static final QualifiedName T = QualifiedName.of("s", "t");

  private static Query query(String sql) {
    return read(Select.class, sql).query();
  }

  @Test
  void aQueryHasTargetsAndRelations() {
    Query query =
        query("SELECT a AS x, f(b) FROM s.t AS y, ONLY u JOIN v ON y.a = g(v.a) WHERE a > 1");

    assertThat(query.kind()).isEqualTo(Query.Kind.SELECT);
    assertThat(query.targets())
        .extracting(TargetEntry::name)
        .containsExactly(Optional.of("x"), Optional.empty());
    assertThat(query.targets().getLast().value()).isInstanceOf(FunctionCall.class);
    assertThat(query.relations())
        .containsExactly(
            new RelationUse(25, T, Optional.of("y"), false),
            new RelationUse(40, QualifiedName.of("u"), Optional.empty(), true),
            new RelationUse(47, QualifiedName.of("v"), Optional.empty(), false));
    assertThat(query.where()).isPresent();
    assertThat(query.from().expressions()).hasSize(1);
    assertThat(query.limited()).isFalse();
    assertThat(query.into()).isEmpty();
  }

  @Test
  void subSelectsAndFunctionsAreInTheFromClause() {
    Query query =
        query("SELECT * FROM (SELECT a FROM s.t) AS x, migrate(1) AS y, LATERAL (TABLE u) AS z");

    assertThat(query.relations()).isEmpty();
    assertThat(query.from().queries()).hasSize(2);
    assertThat(query.from().expressions()).hasOnlyElementsOfType(FunctionCall.class).hasSize(1);
    assertThat(Walk.of(query).relations()).containsExactly(T, QualifiedName.of("u"));
  }

  @Test
  void rowsOfValues() {
    Query query = query("VALUES (1, 'a'), (2, 'b')");

    assertThat(query.kind()).isEqualTo(Query.Kind.VALUES);
    assertThat(query.expressions())
        .extracting(expression -> ((Literal) expression).text())
        .containsExactly("1", "a", "2", "b");
  }

  @Test
  void aSetOperationHasBranches() {
    Query query = query("SELECT 1 FROM a UNION SELECT 2 FROM b EXCEPT SELECT 3 FROM c ORDER BY 1");

    assertThat(query.kind()).isEqualTo(Query.Kind.SET_OPERATION);
    assertThat(query.branches())
        .extracting(branch -> branch.relations().getFirst().name().name())
        .containsExactly("a", "b", "c");
    assertThat(query.expressions()).hasSize(1);
  }

  @Test
  void aBranchWithALimitOfItsOwnStaysWhole() {
    Query query = query("(SELECT 1 UNION SELECT 2 LIMIT 1) UNION ALL SELECT 3");

    assertThat(query.branches())
        .extracting(Query::kind)
        .containsExactly(Query.Kind.SET_OPERATION, Query.Kind.SELECT);
    assertThat(query.branches().getFirst().limited()).isTrue();
    assertThat(query.limited()).isFalse();
  }

  @Test
  void aThousandBranchesAreFlat() {
    String sql =
        IntStream.range(0, 1000)
            .mapToObj(i -> "SELECT " + i)
            .collect(Collectors.joining(" UNION ALL "));

    assertThat(query(sql).branches()).hasSize(1000);
  }

  @Test
  void selectIntoNamesItsTable() {
    assertThat(query("SELECT 1 INTO s.t FROM u").into()).contains(T);
    assertThat(query("SELECT 1 INTO s.t UNION SELECT 2").into()).contains(T);
    assertThat(Walk.of(query("SELECT 1 INTO s.t FROM u")).relations())
        .containsExactly(T, QualifiedName.of("u"));
  }

  @ParameterizedTest
  @CsvSource({
    "FOR UPDATE,                        UPDATE,        WAIT",
    "FOR NO KEY UPDATE NOWAIT,          NO_KEY_UPDATE, NOWAIT",
    "FOR SHARE SKIP LOCKED,             SHARE,         SKIP_LOCKED",
    "FOR KEY SHARE,                     KEY_SHARE,     WAIT"
  })
  void rowsAreLocked(String clause, Locking.Strength strength, Locking.Blocked blocked) {
    assertThat(query("SELECT * FROM t " + clause).locks())
        .containsExactly(new Locking(strength, List.of(), blocked));
  }

  @Test
  void onlySomeRelationsRowsAreLocked() {
    assertThat(query("SELECT * FROM s.t AS a, b FOR UPDATE OF a").locks().getFirst().of())
        .containsExactly("a");
    assertThat(Walk.of(query("SELECT * FROM s.t AS a FOR UPDATE OF a")).relations())
        .containsExactly(T);
  }

  @Test
  void aLimitIsSeen() {
    assertThat(query("SELECT 1 LIMIT 5").limited()).isTrue();
    assertThat(query("SELECT 1 FETCH FIRST ROW ONLY").limited()).isTrue();
    assertThat(query("SELECT 1 OFFSET 5").limited()).isFalse();
  }

  @Test
  void aNameOfWithIsNoRelation() {
    Query query = query("WITH x AS (SELECT * FROM s.t) SELECT * FROM x, y");

    assertThat(query.ctes()).extracting(CommonTable::name).containsExactly("x");
    assertThat(query.relations())
        .extracting(RelationUse::name)
        .containsExactly(QualifiedName.of("y"));
    assertThat(Walk.of(query).relations()).containsExactly(T, QualifiedName.of("y"));
  }

  @Test
  void aNameOfWithIsOneOnlyWhereItIsInScope() {
    assertThat(Walk.of(query("WITH x AS (SELECT * FROM x) SELECT * FROM x")).relations())
        .containsExactly(QualifiedName.of("x"));
    assertThat(
            Walk.of(query("WITH RECURSIVE x AS (SELECT 1 UNION SELECT * FROM x) TABLE x"))
                .relations())
        .isEmpty();
    assertThat(Walk.of(query("WITH a AS (TABLE b), b AS (TABLE a) SELECT * FROM a, b")).relations())
        .containsExactly(QualifiedName.of("b"));
    assertThat(Walk.of(query("WITH t AS (SELECT 1) SELECT * FROM s.t")).relations())
        .containsExactly(T);
    assertThat(
            Walk.of(query("SELECT (WITH x AS (SELECT 1) SELECT * FROM x), * FROM x")).relations())
        .containsExactly(QualifiedName.of("x"));
  }

  @Test
  void theTargetOfAWriteIsARelationWhateverWithSays() {
    assertThat(
            Walk.of(read(Delete.class, "WITH t AS (SELECT 1) DELETE FROM t USING t AS u"))
                .relations())
        .containsExactly(QualifiedName.of("t"));
  }

  @Test
  void aWriteWithinWithIsAStatement() {
    Select select =
        read(
            Select.class,
            "WITH a AS (DELETE FROM s.t RETURNING *), b AS (INSERT INTO u TABLE a) SELECT 1");

    assertThat(Walk.of(select).statements())
        .extracting(statement -> statement.getClass().getSimpleName())
        .containsExactly("Select", "Delete", "Insert");
    assertThat(Walk.of(select).relations()).containsExactly(T, QualifiedName.of("u"));
  }

  @Test
  void rowsAreInserted() {
    Insert insert =
        read(
            Insert.class,
            """
            INSERT INTO s.t AS x (a, b[1]) SELECT f(1), 2 FROM u
            ON CONFLICT (a, lower(b)) WHERE a > 0 DO UPDATE SET b = excluded.b WHERE x.a < 5
            RETURNING a, g(b)""");

    assertThat(insert.table()).isEqualTo(T);
    assertThat(insert.target().alias()).contains("x");
    assertThat(insert.columns()).containsExactly("a", "b");
    assertThat(insert.subscripts()).hasSize(1);
    assertThat(insert.query().orElseThrow().kind()).isEqualTo(Query.Kind.SELECT);
    OnConflict conflict = insert.onConflict().orElseThrow();
    assertThat(conflict.update()).isTrue();
    assertThat(conflict.inference()).hasSize(2);
    assertThat(conflict.inferenceWhere()).isPresent();
    assertThat(conflict.assignments()).hasSize(1);
    assertThat(conflict.where()).isPresent();
    assertThat(insert.returning()).hasSize(2);
    assertThat(Walk.of(insert).calls())
        .extracting(call -> call.name().name())
        .containsExactly("f", "lower", "g");
  }

  @Test
  void defaultsAreInserted() {
    Insert insert =
        read(Insert.class, "INSERT INTO t DEFAULT VALUES ON CONFLICT ON CONSTRAINT c DO NOTHING");

    assertThat(insert.query()).isEmpty();
    assertThat(insert.columns()).isEmpty();
    assertThat(insert.onConflict().orElseThrow().update()).isFalse();
    assertThat(insert.onConflict().orElseThrow().constraint()).contains("c");
  }

  @Test
  void rowsAreUpdated() {
    Update update =
        read(
            Update.class,
            "UPDATE ONLY s.t AS x SET a = 1, b.c = f(2) FROM u WHERE u.a = x.a RETURNING x.a");

    assertThat(update.target()).isEqualTo(new RelationUse(12, T, Optional.of("x"), true));
    assertThat(update.assignments())
        .extracting(target -> target.name().orElseThrow())
        .containsExactly("a", "b");
    assertThat(update.assignments().getLast().subscripts()).hasSize(1);
    assertThat(update.from().relations()).hasSize(1);
    assertThat(update.where()).isPresent();
    assertThat(update.returning()).hasSize(1);
    assertThat(read(Update.class, "UPDATE t SET a = 1").where()).isEmpty();
    assertThat(read(Update.class, "UPDATE t SET (a, b) = (SELECT 1, 2)").assignments())
        .extracting(target -> target.name().orElseThrow())
        .containsExactly("a", "b");
  }

  @Test
  void rowsAreDeleted() {
    Delete delete = read(Delete.class, "DELETE FROM s.t USING u WHERE t.a = u.a RETURNING f(a)");

    assertThat(delete.table()).isEqualTo(T);
    assertThat(delete.using().relations()).hasSize(1);
    assertThat(delete.where()).isPresent();
    assertThat(delete.returning()).hasSize(1);
    assertThat(read(Delete.class, "DELETE FROM t").where()).isEmpty();
    assertThat(read(Delete.class, "DELETE FROM t").using()).isEqualTo(FromClause.NONE);
  }

  @Test
  void rowsAreMerged() {
    Merge merge =
        read(
            Merge.class,
            """
            MERGE INTO s.t AS x USING u ON x.a = u.a
            WHEN MATCHED AND x.b > 1 THEN UPDATE SET b = f(1)
            WHEN MATCHED THEN DELETE
            WHEN NOT MATCHED THEN INSERT (a, b) VALUES (u.a, g(2))
            WHEN NOT MATCHED BY SOURCE THEN DO NOTHING
            RETURNING merge_action()""");

    assertThat(merge.table()).isEqualTo(T);
    assertThat(merge.source().relations()).hasSize(1);
    assertThat(merge.clauses())
        .extracting(MergeClause::action)
        .containsExactly(
            MergeClause.Action.UPDATE,
            MergeClause.Action.DELETE,
            MergeClause.Action.INSERT,
            MergeClause.Action.NOTHING);
    assertThat(merge.clauses())
        .extracting(MergeClause::match)
        .containsExactly(
            MergeClause.Match.MATCHED,
            MergeClause.Match.MATCHED,
            MergeClause.Match.NOT_MATCHED_BY_TARGET,
            MergeClause.Match.NOT_MATCHED_BY_SOURCE);
    assertThat(merge.clauses().getFirst().condition()).isPresent();
    assertThat(merge.clauses().getFirst().assignments()).hasSize(1);
    assertThat(merge.clauses().get(2).columns()).containsExactly("a", "b");
    assertThat(merge.clauses().get(2).values()).hasSize(2);
    assertThat(merge.returning()).hasSize(1);
  }

  @Test
  void copyTellsWhichWayAndWhereTo() {
    Copy in = read(Copy.class, "COPY s.t (a, b) FROM STDIN WITH (FORMAT csv, HEADER) WHERE a > 1");
    Copy program = read(Copy.class, "COPY s.t FROM PROGRAM 'curl x'");
    Copy out = read(Copy.class, "COPY (DELETE FROM t RETURNING a) TO '/tmp/x'");

    assertThat(in.relation()).contains(T);
    assertThat(in.from()).isTrue();
    assertThat(in.file()).isEmpty();
    assertThat(in.columns()).containsExactly("a", "b");
    assertThat(in.options()).extracting(Option::name).containsExactly("format", "header");
    assertThat(in.where()).isPresent();
    assertThat(program.program()).isTrue();
    assertThat(program.file()).contains("curl x");
    assertThat(out.from()).isFalse();
    assertThat(out.query()).containsInstanceOf(Delete.class);
    assertThat(out.file()).contains("/tmp/x");
  }
}
