package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ObjectStatement.AlterExtension;
import dev.ballast.sql.tree.ObjectStatement.ChangeOwner;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SecurityLabel;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.TypeStatement.AlterDomain;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
import dev.ballast.sql.tree.TypeStatement.AlterEnumRenameValue;
import dev.ballast.sql.tree.TypeStatement.CreateCompositeType;
import dev.ballast.sql.tree.TypeStatement.CreateDomain;
import dev.ballast.sql.tree.TypeStatement.CreateEnum;
import dev.ballast.sql.tree.TypeStatement.CreateRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStatementsTest {
  private static final QualifiedName T = QualifiedName.of("s", "t");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE s.t                      | TABLE             | s.t        | s.t",
        "DROP INDEX s.t                      | INDEX             | s.t        | s.t",
        "DROP VIEW s.t                       | VIEW              | s.t        | s.t",
        "DROP MATERIALIZED VIEW s.t          | MATERIALIZED_VIEW | s.t        | s.t",
        "DROP SEQUENCE s.t                   | SEQUENCE          | s.t        | s.t",
        "DROP FOREIGN TABLE s.t              | FOREIGN_TABLE     | s.t        | s.t",
        "DROP TRIGGER g ON s.t               | TRIGGER           | g on s.t   | s.t",
        "DROP POLICY p ON s.t                | POLICY            | p on s.t   | s.t",
        "DROP RULE r ON t                    | RULE              | r on t     | t",
        "DROP FUNCTION s.f(int)              | FUNCTION          | s.f        | ''",
        "DROP PROCEDURE f                    | PROCEDURE         | f          | ''",
        "DROP ROUTINE f                      | ROUTINE           | f          | ''",
        "DROP AGGREGATE f(*)                 | AGGREGATE         | f          | ''",
        "DROP OPERATOR s.+(int, int)         | OPERATOR          | 's.\"+\"'  | ''",
        "DROP OPERATOR CLASS s.o USING gin   | OPERATOR_CLASS    | s.o        | ''",
        "DROP OPERATOR FAMILY o USING gin    | OPERATOR_FAMILY   | o          | ''",
        "DROP TYPE s.t                       | TYPE              | s.t        | ''",
        "DROP DOMAIN s.t                     | DOMAIN            | s.t        | ''",
        "DROP SCHEMA s                       | SCHEMA            | s          | ''",
        "DROP EXTENSION e                    | EXTENSION         | e          | ''",
        "DROP EVENT TRIGGER e                | EVENT_TRIGGER     | e          | ''",
        "DROP LANGUAGE l                     | LANGUAGE          | l          | ''",
        "DROP COLLATION s.c                  | COLLATION         | s.c        | ''",
        "DROP CONVERSION c                   | CONVERSION        | c          | ''",
        "DROP STATISTICS s.x                 | STATISTICS        | s.x        | ''",
        "DROP PUBLICATION p                  | PUBLICATION       | p          | ''",
        "DROP SERVER f                       | SERVER            | f          | ''",
        "DROP FOREIGN DATA WRAPPER f         | FOREIGN_DATA_WRAPPER | f       | ''",
        "DROP ACCESS METHOD m                | ACCESS_METHOD     | m          | ''",
        "DROP TEXT SEARCH PARSER s.p         | TEXT_SEARCH_PARSER | s.p       | ''",
        "DROP TEXT SEARCH DICTIONARY d       | TEXT_SEARCH_DICTIONARY | d     | ''",
        "DROP TEXT SEARCH TEMPLATE x         | TEXT_SEARCH_TEMPLATE | x       | ''",
        "DROP TEXT SEARCH CONFIGURATION x    | TEXT_SEARCH_CONFIGURATION | x  | ''"
      })
  void dropNamesWhatGoes(String sql, ObjectKind kind, String object, String relation) {
    Drop drop = read(Drop.class, sql);

    assertThat(drop.kind()).isEqualTo(kind);
    assertThat(drop.objects()).extracting(ObjectName::toString).containsExactly(object);
    assertThat(drop.names())
        .extracting(QualifiedName::toString)
        .isEqualTo(relation.isEmpty() ? List.of() : List.of(relation));
    assertThat(drop.cascade()).isFalse();
    assertThat(drop.ifExists()).isFalse();
    assertThat(drop.concurrently()).isFalse();
  }

  @Test
  void dropTellsHowFarItGoes() {
    assertThat(read(Drop.class, "DROP TABLE IF EXISTS s.t, s.t CASCADE").cascade()).isTrue();
    assertThat(read(Drop.class, "DROP TABLE IF EXISTS s.t, s.t CASCADE").ifExists()).isTrue();
    assertThat(read(Drop.class, "DROP TABLE a, b").objects()).hasSize(2);
    assertThat(read(Drop.class, "DROP INDEX CONCURRENTLY i").concurrently()).isTrue();
  }

  @Test
  void aRoutineIsNamedWithItsArgumentsOrWithout() {
    List<ObjectName> dropped = read(Drop.class, "DROP FUNCTION f(int, text[]), g(), h").objects();

    assertThat(dropped.getFirst().arguments().orElseThrow())
        .extracting(TypeName::canonical)
        .containsExactly("integer", "text[]");
    assertThat(dropped.get(1).arguments()).contains(List.of());
    assertThat(dropped.getLast().arguments()).isEmpty();
  }

  @Test
  void aCastIsNamedByItsTypes() {
    assertThat(
            read(Drop.class, "DROP CAST (int AS s.t)")
                .objects()
                .getFirst()
                .arguments()
                .orElseThrow())
        .extracting(TypeName::canonical)
        .containsExactly("integer", "s.t");
    assertThat(read(Drop.class, "DROP TRANSFORM FOR int LANGUAGE l").objects().getFirst().name())
        .isEqualTo(QualifiedName.of("l"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE s.t RENAME TO n                   | TABLE             | s.t | TABLE             | t",
        "ALTER VIEW s.t RENAME TO n                    | VIEW              | s.t | VIEW              | t",
        "ALTER INDEX s.t RENAME TO n                   | INDEX             | s.t | INDEX             | t",
        "ALTER SEQUENCE s.t RENAME TO n                | SEQUENCE          | s.t | SEQUENCE          | t",
        "ALTER MATERIALIZED VIEW s.t RENAME TO n       | MATERIALIZED_VIEW | s.t | MATERIALIZED_VIEW | t",
        "ALTER FOREIGN TABLE s.t RENAME TO n           | FOREIGN_TABLE     | s.t | FOREIGN_TABLE     | t",
        "ALTER TABLE s.t RENAME COLUMN a TO n          | COLUMN            | s.t | TABLE             | a",
        "ALTER VIEW s.t RENAME COLUMN a TO n           | COLUMN            | s.t | VIEW              | a",
        "ALTER MATERIALIZED VIEW s.t RENAME a TO n     | COLUMN            | s.t | MATERIALIZED_VIEW | a",
        "ALTER TABLE s.t RENAME CONSTRAINT a TO n      | CONSTRAINT        | s.t | TABLE             | a",
        "ALTER TRIGGER a ON s.t RENAME TO n            | TRIGGER           | s.t | TABLE             | a",
        "ALTER POLICY a ON s.t RENAME TO n             | POLICY            | s.t | TABLE             | a",
        "ALTER RULE a ON s.t RENAME TO n               | RULE              | s.t | TABLE             | a"
      })
  void renameOfWhatHasARelation(
      String sql, ObjectKind kind, String relation, ObjectKind relationKind, String oldName) {
    Rename rename = read(Rename.class, sql);

    assertThat(rename.kind()).isEqualTo(kind);
    assertThat(rename.relation()).map(QualifiedName::toString).contains(relation);
    assertThat(rename.relationKind()).isEqualTo(relationKind);
    assertThat(rename.object()).isEmpty();
    assertThat(rename.oldName()).isEqualTo(oldName);
    assertThat(rename.newName()).isEqualTo("n");
    assertThat(rename.names()).containsExactly(T);
  }

  @ParameterizedTest
  @CsvSource({
    "ALTER TYPE s.t RENAME TO n,             TYPE,              s.t, t",
    "ALTER DOMAIN s.t RENAME TO n,           DOMAIN,            s.t, t",
    "ALTER DOMAIN s.t RENAME CONSTRAINT c TO n, DOMAIN_CONSTRAINT, s.t, c",
    "ALTER FUNCTION s.t(int) RENAME TO n,    FUNCTION,          s.t, t",
    "ALTER PROCEDURE s.t RENAME TO n,        PROCEDURE,         s.t, t",
    "ALTER AGGREGATE s.t(int) RENAME TO n,   AGGREGATE,         s.t, t",
    "ALTER SCHEMA t RENAME TO n,             SCHEMA,            t,   t",
    "ALTER ROLE t RENAME TO n,               ROLE,              t,   t",
    "ALTER DATABASE t RENAME TO n,           DATABASE,          t,   t",
    "ALTER TABLESPACE t RENAME TO n,         TABLESPACE,        t,   t",
    "ALTER STATISTICS s.t RENAME TO n,       STATISTICS,        s.t, t",
    "ALTER PUBLICATION t RENAME TO n,        PUBLICATION,       t,   t",
    "ALTER COLLATION s.t RENAME TO n,        COLLATION,         s.t, t"
  })
  void renameOfWhatHasNone(String sql, ObjectKind kind, String object, String oldName) {
    Rename rename = read(Rename.class, sql);

    assertThat(rename.kind()).isEqualTo(kind);
    assertThat(rename.relation()).isEmpty();
    assertThat(rename.object()).map(ObjectName::toString).contains(object);
    assertThat(rename.oldName()).isEqualTo(oldName);
    assertThat(rename.newName()).isEqualTo("n");
    assertThat(rename.names()).isEmpty();
  }

  @Test
  void renameOfAnAttributeReachesTypedTables() {
    Rename rename = read(Rename.class, "ALTER TYPE s.t RENAME ATTRIBUTE a TO n CASCADE");

    assertThat(rename.kind()).isEqualTo(ObjectKind.ATTRIBUTE);
    assertThat(rename.relationKind()).isEqualTo(ObjectKind.TYPE);
    assertThat(rename.cascade()).isTrue();
    assertThat(rename.names()).isEmpty();
    assertThat(read(Rename.class, "ALTER TABLE IF EXISTS t RENAME TO n").ifExists()).isTrue();
  }

  @Test
  void objectsMoveToAnotherSchema() {
    assertThat(read(SetSchema.class, "ALTER TABLE IF EXISTS s.t SET SCHEMA n"))
        .isEqualTo(new SetSchema(ObjectKind.TABLE, ObjectName.of(T), "n", true));
    assertThat(read(SetSchema.class, "ALTER TABLE s.t SET SCHEMA n").names()).containsExactly(T);
    assertThat(read(SetSchema.class, "ALTER TYPE s.t SET SCHEMA n").name())
        .isEqualTo(ObjectName.of(T));
    assertThat(read(SetSchema.class, "ALTER EXTENSION e SET SCHEMA n").kind())
        .isEqualTo(ObjectKind.EXTENSION);
    assertThat(read(SetSchema.class, "ALTER FUNCTION f() SET SCHEMA n").name().arguments())
        .contains(List.of());
  }

  @Test
  void objectsGetAnotherOwner() {
    assertThat(read(ChangeOwner.class, "ALTER SCHEMA s OWNER TO r"))
        .isEqualTo(new ChangeOwner(ObjectKind.SCHEMA, ObjectName.of(QualifiedName.of("s")), "r"));
    assertThat(read(ChangeOwner.class, "ALTER FUNCTION s.t(int) OWNER TO SESSION_USER").newOwner())
        .isEqualTo("session_user");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMMENT ON TABLE s.t IS 'x'                  | TABLE             | s.t      | s.t",
        "COMMENT ON COLUMN s.t.c IS 'x'               | COLUMN            | c on s.t | s.t",
        "COMMENT ON COLUMN t.c IS 'x'                 | COLUMN            | c on t   | t",
        "COMMENT ON CONSTRAINT c ON s.t IS 'x'        | CONSTRAINT        | c on s.t | s.t",
        "COMMENT ON CONSTRAINT c ON DOMAIN s.t IS 'x' | DOMAIN_CONSTRAINT | c on s.t | ''",
        "COMMENT ON TRIGGER c ON t IS 'x'             | TRIGGER           | c on t   | t",
        "COMMENT ON FUNCTION s.t(int) IS 'x'          | FUNCTION          | s.t      | ''",
        "COMMENT ON TYPE s.t IS 'x'                   | TYPE              | s.t      | ''",
        "COMMENT ON LARGE OBJECT 17 IS 'x'            | LARGE_OBJECT      | '\"17\"' | ''",
        "COMMENT ON DATABASE d IS 'x'                 | DATABASE          | d        | ''"
      })
  void commentNamesItsObject(String sql, ObjectKind kind, String object, String relation) {
    Comment comment = read(Comment.class, sql);

    assertThat(comment.kind()).isEqualTo(kind);
    assertThat(comment.name()).hasToString(object);
    assertThat(comment.text()).contains("x");
    assertThat(comment.names())
        .extracting(QualifiedName::toString)
        .isEqualTo(relation.isEmpty() ? List.of() : List.of(relation));
  }

  @Test
  void aCommentIsTakenAway() {
    assertThat(read(Comment.class, "COMMENT ON TABLE s.t IS NULL").text()).isEmpty();
    assertThat(read(SecurityLabel.class, "SECURITY LABEL FOR p ON TABLE s.t IS 'x'"))
        .isEqualTo(
            new SecurityLabel(
                ObjectKind.TABLE, ObjectName.of(T), Optional.of("p"), Optional.of("x")));
  }

  @Test
  void aSchemaHoldsItsElements() {
    CreateSchema schema =
        read(CreateSchema.class, "CREATE SCHEMA IF NOT EXISTS s AUTHORIZATION CURRENT_USER");
    CreateSchema unnamed =
        read(
            CreateSchema.class,
            "CREATE SCHEMA AUTHORIZATION r CREATE TABLE t (a int) CREATE INDEX ON t (a)");

    assertThat(schema)
        .isEqualTo(
            new CreateSchema(Optional.of("s"), Optional.of("current_user"), true, List.of()));
    assertThat(unnamed.name()).isEmpty();
    assertThat(unnamed.owner()).contains("r");
    assertThat(Walk.of(unnamed).statements())
        .extracting(statement -> statement.getClass().getSimpleName())
        .containsExactly("CreateSchema", "CreateTable", "CreateIndex");
  }

  @Test
  void extensionsComeAndChange() {
    assertThat(
            read(
                CreateExtension.class,
                "CREATE EXTENSION IF NOT EXISTS e SCHEMA s VERSION '1.2' CASCADE"))
        .isEqualTo(new CreateExtension("e", true, true, Optional.of("1.2"), Optional.of("s")));
    assertThat(read(CreateExtension.class, "CREATE EXTENSION e"))
        .isEqualTo(new CreateExtension("e", false, false, Optional.empty(), Optional.empty()));
    assertThat(read(AlterExtension.class, "ALTER EXTENSION e UPDATE"))
        .isEqualTo(
            new AlterExtension(
                "e",
                AlterExtension.Change.UPDATE,
                Optional.empty(),
                ObjectKind.EXTENSION,
                Optional.empty()));
    assertThat(read(AlterExtension.class, "ALTER EXTENSION e UPDATE TO '2'").version())
        .contains("2");
    AlterExtension added = read(AlterExtension.class, "ALTER EXTENSION e ADD TABLE s.t");
    assertThat(added.change()).isEqualTo(AlterExtension.Change.ADD);
    assertThat(added.names()).containsExactly(T);
    assertThat(read(AlterExtension.class, "ALTER EXTENSION e DROP FUNCTION f(int)").change())
        .isEqualTo(AlterExtension.Change.DROP);
  }

  @Test
  void anEnumerationHasValues() {
    assertThat(read(CreateEnum.class, "CREATE TYPE s.t AS ENUM ('a', 'it''s')"))
        .isEqualTo(new CreateEnum(T, List.of("a", "it's")));
    assertThat(read(CreateEnum.class, "CREATE TYPE s.t AS ENUM ()").values()).isEmpty();
    assertThat(read(AlterEnumAddValue.class, "ALTER TYPE s.t ADD VALUE 'c'"))
        .isEqualTo(new AlterEnumAddValue(T, "c", Optional.empty(), false));
    assertThat(
            read(AlterEnumAddValue.class, "ALTER TYPE s.t ADD VALUE IF NOT EXISTS 'c' BEFORE 'b'"))
        .isEqualTo(
            new AlterEnumAddValue(
                T, "c", Optional.of(new AlterEnumAddValue.Neighbour("b", false)), true));
    assertThat(
            read(AlterEnumAddValue.class, "ALTER TYPE t ADD VALUE 'c' AFTER 'b'")
                .neighbour()
                .orElseThrow()
                .after())
        .isTrue();
    assertThat(read(AlterEnumRenameValue.class, "ALTER TYPE s.t RENAME VALUE 'a' TO 'b'"))
        .isEqualTo(new AlterEnumRenameValue(T, "a", "b"));
  }

  @Test
  void domainsHaveConstraints() {
    CreateDomain domain =
        read(
            CreateDomain.class,
            "CREATE DOMAIN s.t AS text COLLATE \"C\" DEFAULT 'x' NOT NULL CHECK (f(value))");

    assertThat(domain.name()).isEqualTo(T);
    assertThat(domain.type().canonical()).isEqualTo("text");
    assertThat(domain.collation()).contains(QualifiedName.of("C"));
    assertThat(domain.constraints())
        .extracting(Constraint::kind)
        .containsExactly(Constraint.Kind.DEFAULT, Constraint.Kind.NOT_NULL, Constraint.Kind.CHECK);
  }

  @ParameterizedTest
  @CsvSource({
    "SET DEFAULT 1,                          SET_DEFAULT",
    "DROP DEFAULT,                           DROP_DEFAULT",
    "SET NOT NULL,                           SET_NOT_NULL",
    "DROP NOT NULL,                          DROP_NOT_NULL",
    "ADD CONSTRAINT c CHECK (value > 0),     ADD_CONSTRAINT",
    "DROP CONSTRAINT c,                      DROP_CONSTRAINT",
    "VALIDATE CONSTRAINT c,                  VALIDATE_CONSTRAINT"
  })
  void aDomainChanges(String change, AlterDomain.Action action) {
    AlterDomain alter = read(AlterDomain.class, "ALTER DOMAIN s.t " + change);

    assertThat(alter.name()).isEqualTo(T);
    assertThat(alter.action()).isEqualTo(action);
    assertThat(alter.defaultValue().isPresent())
        .isEqualTo(action == AlterDomain.Action.SET_DEFAULT);
    assertThat(alter.constraint().isPresent())
        .isEqualTo(action == AlterDomain.Action.ADD_CONSTRAINT);
    assertThat(alter.constraintName())
        .isEqualTo(change.endsWith("CONSTRAINT c") ? Optional.of("c") : Optional.empty());
  }

  @Test
  void aDomainsConstraintIsAddedUncheckedAndDroppedWithAll() {
    assertThat(
            read(AlterDomain.class, "ALTER DOMAIN t ADD CONSTRAINT c CHECK (value > 0) NOT VALID")
                .constraint()
                .orElseThrow()
                .notValid())
        .isTrue();
    AlterDomain drop =
        read(AlterDomain.class, "ALTER DOMAIN t DROP CONSTRAINT IF EXISTS c CASCADE");
    assertThat(drop.cascade()).isTrue();
    assertThat(drop.ifExists()).isTrue();
  }

  /// The names were read from `pg_range` of a server.
  @ParameterizedTest
  @CsvSource({
    "CREATE TYPE fr AS RANGE (subtype = float8), fr_multirange",
    "CREATE TYPE s.my_range_2 AS RANGE (subtype = float8), s.my_multirange_2",
    "CREATE TYPE ranges_of_range AS RANGE (subtype = date), multiranges_of_range",
    "'CREATE TYPE t AS RANGE (subtype = date, multirange_type_name = s.m)', s.m",
    "CREATE TYPE a23456789012345678901234567890123456789012345678901234567890123 AS RANGE (subtype = date),"
        + " a234567890123456789012345678901234567890123456789012_multirange"
  })
  void aRangeTypeBringsItsMultirange(String sql, String multirange) {
    CreateRange type = read(CreateRange.class, sql);

    assertThat(type.multirangeName()).hasToString(multirange);
  }

  @Test
  void aCompositeTypeHasAttributes() {
    CreateCompositeType type =
        read(CreateCompositeType.class, "CREATE TYPE s.t AS (a int, b text COLLATE \"C\")");

    assertThat(type.name()).isEqualTo(T);
    assertThat(type.attributes()).extracting(ColumnDefinition::name).containsExactly("a", "b");
    assertThat(Walk.of(type).relations()).isEmpty();
  }
}
