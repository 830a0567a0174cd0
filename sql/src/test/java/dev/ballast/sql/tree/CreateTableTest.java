package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static dev.ballast.sql.tree.Reading.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.Constraint.Kind;
import dev.ballast.sql.tree.Demand.Exclude;
import dev.ballast.sql.tree.Demand.Identity;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.PartitionBound.Hash;
import dev.ballast.sql.tree.PartitionBound.InList;
import dev.ballast.sql.tree.PartitionBound.Range;
import dev.ballast.sql.tree.TableStatement.CreateForeignTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.TableStatement.ImportForeignSchema;
import dev.ballast.sql.tree.TableStatement.OnCommit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateTableTest {

  private static CreateTable table(String rest) {
    return read(CreateTable.class, "CREATE TABLE " + rest);
  }

  /// The one constraint of a column `a integer`.
  private static Constraint ofColumn(String constraint) {
    return table("t (a int " + constraint + ")").columns().getFirst().constraints().getFirst();
  }

  private static Constraint ofTable(String constraint) {
    return table("t (" + constraint + ")").constraints().getFirst();
  }

  @Test
  void aTableHasColumnsAndConstraints() {
    CreateTable table = table("s.t (a int, CHECK (a > 0), b text, PRIMARY KEY (a, b))");

    assertThat(table.name()).isEqualTo(QualifiedName.of("s", "t"));
    assertThat(table.columns()).extracting(ColumnDefinition::name).containsExactly("a", "b");
    assertThat(table.constraints())
        .extracting(Constraint::kind)
        .containsExactly(Kind.CHECK, Kind.PRIMARY_KEY);
    assertThat(table.constraints().getLast().columns()).containsExactly("a", "b");
    assertThat(table.ifNotExists()).isFalse();
    assertThat(table.persistence()).isEqualTo(Persistence.PERMANENT);
    assertThat(table.onCommit()).isEqualTo(OnCommit.UNSAID);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE TABLE t (),                            PERMANENT, UNSAID,        false",
    "CREATE UNLOGGED TABLE IF NOT EXISTS t (),     UNLOGGED,  UNSAID,        true",
    "CREATE TEMP TABLE t () ON COMMIT DROP,        TEMPORARY, DROP,          false",
    "CREATE TEMP TABLE t () ON COMMIT DELETE ROWS, TEMPORARY, DELETE_ROWS,   false",
    "CREATE TEMP TABLE t () ON COMMIT PRESERVE ROWS, TEMPORARY, PRESERVE_ROWS, false"
  })
  void aTableLastsAsItSays(String sql, Persistence persistence, OnCommit end, boolean ifNotExists) {
    CreateTable table = read(CreateTable.class, sql);

    assertThat(table.persistence()).isEqualTo(persistence);
    assertThat(table.onCommit()).isEqualTo(end);
    assertThat(table.ifNotExists()).isEqualTo(ifNotExists);
  }

  @Test
  void positionsCountBytesAndNotCharacters() {
    String sql =
        "CREATE TABLE \"größe😀\" (\"ä\" int DEFAULT f('ß'), ü text, CONSTRAINT ö CHECK (ü <> 'é'))";

    CreateTable table = read(CreateTable.class, sql);

    assertThat(textAt(sql, table.columns().getFirst().offset(), 4)).isEqualTo("\"ä\"");
    assertThat(textAt(sql, table.columns().getLast().offset(), 7)).isEqualTo("ü text");
    assertThat(textAt(sql, table.constraints().getFirst().offset(), 10)).isEqualTo("CONSTRAINT");
    FunctionCall call = Walk.of(table).calls().getFirst();
    assertThat(textAt(sql, call.offset(), 7)).isEqualTo("f('ß')");
    assertThat(table.columns().getFirst().offset()).isEqualTo(28);
  }

  @Test
  void aColumnHasTypeCollationStorageAndCompression() {
    ColumnDefinition column =
        table("t (a varchar(3) STORAGE external COMPRESSION lz4 COLLATE s.c NOT NULL)")
            .columns()
            .getFirst();

    assertThat(column.type().orElseThrow().canonical()).isEqualTo("character varying(3)");
    assertThat(column.storage()).contains("external");
    assertThat(column.compression()).contains("lz4");
    assertThat(column.collation()).contains(QualifiedName.of("s", "c"));
    assertThat(column.constraint(Kind.NOT_NULL)).isPresent();
    assertThat(column.constraint(Kind.DEFAULT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NULL, NULL",
    "NOT NULL, NOT_NULL",
    "DEFAULT 1, DEFAULT",
    "CHECK (a > 0), CHECK",
    "PRIMARY KEY, PRIMARY_KEY",
    "UNIQUE, UNIQUE",
    "REFERENCES p, FOREIGN_KEY",
    "GENERATED ALWAYS AS IDENTITY, IDENTITY",
    "GENERATED ALWAYS AS (b + 1) STORED, GENERATED"
  })
  void aConstraintOfAColumnHasItsKindAndNoColumns(String sql, Kind kind) {
    assertThat(ofColumn(sql).kind()).isEqualTo(kind);
    assertThat(ofColumn(sql).columns()).isEmpty();
    assertThat(ofColumn(sql).name()).isEmpty();
    assertThat(ofColumn("CONSTRAINT c " + sql).name()).contains("c");
  }

  @Test
  void generatedColumnsAreStoredOrVirtual() {
    assertThat(ofColumn("GENERATED ALWAYS AS (b) STORED").stored()).isTrue();
    assertThat(ofColumn("GENERATED ALWAYS AS (b) STORED").virtual()).isFalse();
    assertThat(ofColumn("GENERATED ALWAYS AS (b) VIRTUAL").virtual()).isTrue();
    assertThat(ofColumn("GENERATED ALWAYS AS (b)").virtual()).isTrue();
    assertThat(ofColumn("GENERATED ALWAYS AS (b)").expression())
        .contains(new ColumnReference(43, List.of("b")));
    assertThat(ofColumn("NOT NULL").virtual()).isFalse();
  }

  @Test
  void identityHasItsKindAndItsSequence() {
    Identity identity =
        (Identity)
            ofColumn("GENERATED BY DEFAULT AS IDENTITY (START 5 INCREMENT BY -2 CYCLE)").demand();

    assertThat(identity.byDefault()).isTrue();
    assertThat(identity.sequence().start()).contains(5L);
    assertThat(identity.sequence().increment()).contains(-2L);
    assertThat(identity.sequence().cycle()).contains(true);
    assertThat(((Identity) ofColumn("GENERATED ALWAYS AS IDENTITY").demand()).byDefault())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "REFERENCES p,                                     false, false, false",
    "REFERENCES p DEFERRABLE,                          true,  false, false",
    "REFERENCES p INITIALLY DEFERRED,                  true,  true,  false",
    "REFERENCES p DEFERRABLE INITIALLY IMMEDIATE,      true,  false, false",
    "REFERENCES p NOT DEFERRABLE,                      false, false, false",
    "REFERENCES p NOT ENFORCED,                        false, false, true",
    "CHECK (a > 0) NOT ENFORCED,                       false, false, true",
    "CHECK (a > 0) ENFORCED,                           false, false, false",
    "CHECK (a > 0),                                    false, false, false",
    "UNIQUE DEFERRABLE,                                true,  false, false",
    "NOT NULL,                                         false, false, false"
  })
  void whatFollowsAConstraintBelongsToIt(
      String sql, boolean deferrable, boolean deferred, boolean notEnforced) {
    Constraint constraint = ofColumn(sql + " NOT NULL");

    assertThat(constraint.checking().deferrable()).isEqualTo(deferrable);
    assertThat(constraint.checking().initiallyDeferred()).isEqualTo(deferred);
    assertThat(constraint.notEnforced()).isEqualTo(notEnforced);
  }

  @Test
  void whatFollowsOneConstraintIsNotTheNextOnes() {
    List<Constraint> constraints =
        table("t (a int REFERENCES p INITIALLY DEFERRED REFERENCES q)")
            .columns()
            .getFirst()
            .constraints();

    assertThat(constraints)
        .extracting(each -> each.checking().initiallyDeferred())
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "FOREIGN KEY (a) REFERENCES p,                                   false, false, false, false",
    "FOREIGN KEY (a) REFERENCES p DEFERRABLE INITIALLY DEFERRED,     true,  true,  false, false",
    "FOREIGN KEY (a) REFERENCES p NOT VALID,                         false, false, true,  false",
    "FOREIGN KEY (a) REFERENCES p NOT ENFORCED,                      false, false, true,  true",
    "CHECK (a > 0) NOT VALID,                                        false, false, true,  false"
  })
  void aTableConstraintTellsItself(
      String sql, boolean deferrable, boolean deferred, boolean notValid, boolean notEnforced) {
    Constraint constraint = ofTable(sql);

    assertThat(constraint.checking().deferrable()).isEqualTo(deferrable);
    assertThat(constraint.checking().initiallyDeferred()).isEqualTo(deferred);
    assertThat(constraint.notValid()).isEqualTo(notValid);
    assertThat(constraint.notEnforced()).isEqualTo(notEnforced);
  }

  @Test
  void aForeignKeyHasTwoSides() {
    Constraint key =
        ofTable(
            "FOREIGN KEY (a, b) REFERENCES s.p (c, d) MATCH FULL"
                + " ON DELETE SET NULL (b) ON UPDATE CASCADE");

    assertThat(key.columns()).containsExactly("a", "b");
    assertThat(key.reference())
        .contains(
            new Reference(
                QualifiedName.of("s", "p"),
                List.of("c", "d"),
                Reference.Action.SET_NULL,
                Reference.Action.CASCADE,
                Reference.Match.FULL,
                List.of("b"),
                false));
    assertThat(ofColumn("REFERENCES p").reference())
        .contains(
            new Reference(
                QualifiedName.of("p"),
                List.of(),
                Reference.Action.NO_ACTION,
                Reference.Action.NO_ACTION,
                Reference.Match.SIMPLE,
                List.of(),
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "NO ACTION,   NO_ACTION",
    "RESTRICT,    RESTRICT",
    "CASCADE,     CASCADE",
    "SET NULL,    SET_NULL",
    "SET DEFAULT, SET_DEFAULT"
  })
  void theActionsOfAForeignKey(String sql, Reference.Action action) {
    assertThat(ofColumn("REFERENCES p ON DELETE " + sql).reference().orElseThrow().onDelete())
        .isEqualTo(action);
    assertThat(ofColumn("REFERENCES p ON UPDATE " + sql).reference().orElseThrow().onUpdate())
        .isEqualTo(action);
  }

  @Test
  void periodsAndOverlaps() {
    Constraint key = ofTable("FOREIGN KEY (a, PERIOD b) REFERENCES p (c, PERIOD d)");

    assertThat(key.columns()).containsExactly("a", "b");
    assertThat(key.reference().orElseThrow().period()).isTrue();
    assertThat(
            ((Demand.Key) ofTable("PRIMARY KEY (a, b WITHOUT OVERLAPS)").demand())
                .withoutOverlaps())
        .isTrue();
  }

  @Test
  void aUniqueConstraintTellsOfItsIndex() {
    Constraint unique =
        ofTable(
            "UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b, c)"
                + " WITH (fillfactor = 70) USING INDEX TABLESPACE fast");

    Demand.Key key = (Demand.Key) unique.demand();
    assertThat(key.nullsNotDistinct()).isTrue();
    assertThat(unique.columns()).containsExactly("a");
    assertThat(key.index().includes()).containsExactly("b", "c");
    assertThat(key.index().options()).extracting(Option::name).containsExactly("fillfactor");
    assertThat(key.index().tablespace()).contains("fast");
    assertThat(key.usingIndex()).isEmpty();
  }

  @Test
  void anExclusionHasKeysOperatorsAndACondition() {
    Constraint constraint =
        ofTable("EXCLUDE USING gist (a WITH =, f(b) WITH OPERATOR(s.&&)) WHERE (c > 0)");

    Exclude exclusion = (Exclude) constraint.demand();
    assertThat(constraint.kind()).isEqualTo(Kind.EXCLUSION);
    assertThat(exclusion.method()).isEqualTo("gist");
    assertThat(exclusion.exclusions())
        .extracting(Demand.Exclusion::operator)
        .containsExactly("=", "&&");
    assertThat(exclusion.exclusions().getFirst().key().column()).contains("a");
    assertThat(exclusion.exclusions().getLast().key().expression()).isPresent();
    assertThat(exclusion.where()).isPresent();
    assertThat(Walk.of(constraint).calls()).hasSize(1);
  }

  @Test
  void aCheckMayStayWithItsTable() {
    assertThat(ofTable("CHECK (a > 0) NO INHERIT").checking().noInherit()).isTrue();
    assertThat(ofTable("CHECK (a > 0)").checking().noInherit()).isFalse();
    assertThat(ofTable("CONSTRAINT n NOT NULL a").columns()).containsExactly("a");
  }

  @Test
  void likeTellsWhatItCopies() {
    assertThat(table("t (LIKE s.u)").origins().likes())
        .containsExactly(new Like(QualifiedName.of("s", "u"), Set.of()));
    assertThat(
            table("t (LIKE u INCLUDING DEFAULTS INCLUDING INDEXES)").origins().likes().getFirst())
        .isEqualTo(
            new Like(QualifiedName.of("u"), Set.of(Like.Included.DEFAULTS, Like.Included.INDEXES)));
    assertThat(table("t (LIKE u INCLUDING ALL)").origins().likes().getFirst().including())
        .containsExactlyInAnyOrder(Like.Included.values());
    assertThat(
            table("t (LIKE u INCLUDING ALL EXCLUDING STORAGE)")
                .origins()
                .likes()
                .getFirst()
                .including())
        .doesNotContain(Like.Included.STORAGE)
        .hasSize(8);
  }

  @Test
  void parentsAndAPartitionedParentAreTwoThings() {
    CreateTable heir = table("t () INHERITS (p, s.q)");
    CreateTable partition = table("t PARTITION OF s.p DEFAULT");

    assertThat(heir.origins().inherits())
        .containsExactly(QualifiedName.of("p"), QualifiedName.of("s", "q"));
    assertThat(heir.partitionOf()).isEmpty();
    assertThat(partition.origins().inherits()).isEmpty();
    assertThat(partition.partitionOf())
        .contains(new PartitionOf(QualifiedName.of("s", "p"), new PartitionBound.Default()));
    assertThat(Walk.of(partition).relations())
        .containsExactly(QualifiedName.of("t"), QualifiedName.of("s", "p"));
  }

  @Test
  void theBoundsOfAPartition() {
    assertThat(bound("FOR VALUES IN (1, NULL)"))
        .isEqualTo(
            new InList(
                List.of(
                    new Literal(50, Literal.Kind.INTEGER, "1"),
                    new Literal(53, Literal.Kind.NULL, "NULL"))));
    assertThat(bound("FOR VALUES FROM (1) TO (MAXVALUE)"))
        .isEqualTo(
            new Range(
                List.of(new Literal(52, Literal.Kind.INTEGER, "1")),
                List.of(new ColumnReference(59, List.of("maxvalue")))));
    assertThat(bound("FOR VALUES WITH (MODULUS 4, REMAINDER 0)")).isEqualTo(new Hash(4, 0));
  }

  private static PartitionBound bound(String sql) {
    return table("t PARTITION OF parent " + sql).partitionOf().orElseThrow().bound();
  }

  @ParameterizedTest
  @CsvSource({"RANGE, RANGE", "LIST, LIST", "HASH, HASH"})
  void aTableIsPartitionedByKeys(String sql, PartitionBy.Strategy strategy) {
    PartitionBy by =
        table("t (a int) PARTITION BY " + sql + " (a, (lower(b)) COLLATE \"C\" text_ops)")
            .partitionBy()
            .orElseThrow();

    assertThat(by.strategy()).isEqualTo(strategy);
    assertThat(by.keys().getFirst().column()).contains("a");
    assertThat(by.keys().getLast().expression()).containsInstanceOf(FunctionCall.class);
    assertThat(by.keys().getLast().collation()).contains(QualifiedName.of("C"));
    assertThat(by.keys().getLast().operatorClass()).contains(QualifiedName.of("text_ops"));
  }

  @Test
  void whereAndHowATableIsStored() {
    CreateTable table = table("t (a int) USING columnar WITH (fillfactor = 70) TABLESPACE fast");

    assertThat(table.storage().accessMethod()).contains("columnar");
    assertThat(table.storage().tablespace()).contains("fast");
    assertThat(table.storage().options())
        .containsExactly(new Option(44, Optional.empty(), "fillfactor", Optional.of("70")));
  }

  @Test
  void aTypedTableHasColumnsWithoutATypeOfTheirOwn() {
    CreateTable table = table("t OF s.k (a WITH OPTIONS DEFAULT 1)");

    assertThat(table.origins().ofType().orElseThrow().name()).isEqualTo(QualifiedName.of("s", "k"));
    assertThat(table.columns().getFirst().type()).isEmpty();
  }

  @Test
  void aTableIsMadeOfAQuery() {
    CreateTableAs table =
        read(
            CreateTableAs.class,
            "CREATE TEMP TABLE IF NOT EXISTS t USING heap TABLESPACE x AS SELECT 1 WITH NO DATA");
    CreateTableAs view =
        read(CreateTableAs.class, "CREATE MATERIALIZED VIEW s.v AS SELECT * FROM a");
    CreateTableAs executed = read(CreateTableAs.class, "CREATE TABLE t AS EXECUTE p(1)");

    assertThat(table.kind()).isEqualTo(ObjectKind.TABLE);
    assertThat(table.withData()).isFalse();
    assertThat(table.ifNotExists()).isTrue();
    assertThat(table.persistence()).isEqualTo(Persistence.TEMPORARY);
    assertThat(table.storage().accessMethod()).contains("heap");
    assertThat(table.storage().tablespace()).contains("x");
    assertThat(view.kind()).isEqualTo(ObjectKind.MATERIALIZED_VIEW);
    assertThat(view.withData()).isTrue();
    assertThat(view.query().orElseThrow().relations())
        .extracting(RelationUse::name)
        .containsExactly(QualifiedName.of("a"));
    assertThat(executed.query()).isEmpty();
    assertThat(executed.source()).isInstanceOf(SessionStatement.Execute.class);
  }

  @Test
  void foreignTablesNameTheirServer() {
    CreateForeignTable table =
        read(
            CreateForeignTable.class,
            "CREATE FOREIGN TABLE s.t (a int) SERVER far OPTIONS (x 'y')");
    ImportForeignSchema imported =
        read(
            ImportForeignSchema.class,
            "IMPORT FOREIGN SCHEMA r EXCEPT (a, b) FROM SERVER far INTO l OPTIONS (x 'y')");

    assertThat(table.table().name()).isEqualTo(QualifiedName.of("s", "t"));
    assertThat(table.server()).isEqualTo("far");
    assertThat(table.options()).extracting(Option::value).containsExactly(Optional.of("y"));
    assertThat(imported.choice()).isEqualTo(ImportForeignSchema.Choice.EXCEPT);
    assertThat(imported.tables()).containsExactly("a", "b");
    assertThat(imported.remoteSchema()).isEqualTo("r");
    assertThat(imported.localSchema()).isEqualTo("l");
    assertThat(Walk.of(imported).relations()).isEmpty();
  }
}
