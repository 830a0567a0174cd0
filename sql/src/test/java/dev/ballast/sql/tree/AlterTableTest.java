package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.action;
import static dev.ballast.sql.tree.Reading.read;
import static dev.ballast.sql.tree.Reading.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.AddIdentity;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ColumnAction.DropDefault;
import dev.ballast.sql.tree.ColumnAction.DropExpression;
import dev.ballast.sql.tree.ColumnAction.DropIdentity;
import dev.ballast.sql.tree.ColumnAction.DropNotNull;
import dev.ballast.sql.tree.ColumnAction.SetColumnOptions;
import dev.ballast.sql.tree.ColumnAction.SetCompression;
import dev.ballast.sql.tree.ColumnAction.SetDefault;
import dev.ballast.sql.tree.ColumnAction.SetExpression;
import dev.ballast.sql.tree.ColumnAction.SetIdentity;
import dev.ballast.sql.tree.ColumnAction.SetNotNull;
import dev.ballast.sql.tree.ColumnAction.SetStatistics;
import dev.ballast.sql.tree.ColumnAction.SetStorage;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.ConstraintAction.AlterConstraint;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.sql.tree.Demand.Identity;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.TableAction.AttachPartition;
import dev.ballast.sql.tree.TableAction.ClusterOn;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableAction.Inherit;
import dev.ballast.sql.tree.TableAction.NoInherit;
import dev.ballast.sql.tree.TableAction.NotOfType;
import dev.ballast.sql.tree.TableAction.OfType;
import dev.ballast.sql.tree.TableAction.ReplicaIdentity;
import dev.ballast.sql.tree.TableAction.RowSecurity;
import dev.ballast.sql.tree.TableAction.SetAccessMethod;
import dev.ballast.sql.tree.TableAction.SetLogged;
import dev.ballast.sql.tree.TableAction.SetOptions;
import dev.ballast.sql.tree.TableAction.SetOwner;
import dev.ballast.sql.tree.TableAction.SetTablespace;
import dev.ballast.sql.tree.TableAction.SetWithoutCluster;
import dev.ballast.sql.tree.TableAction.SetWithoutOids;
import dev.ballast.sql.tree.TableAction.ToggleRule;
import dev.ballast.sql.tree.TableAction.ToggleTrigger;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlterTableTest {
  /// Where the action begins in `ALTER TABLE shop.orders action`.
  private static final int START = 24;

  @Test
  void aStatementListsItsActionsInOrder() {
    AlterTable statement =
        read(
            AlterTable.class,
            "ALTER TABLE IF EXISTS ONLY shop.orders ADD a int, DROP COLUMN b, ALTER c SET NOT NULL");

    assertThat(statement.kind()).isEqualTo(ObjectKind.TABLE);
    assertThat(statement.name()).isEqualTo(QualifiedName.of("shop", "orders"));
    assertThat(statement.only()).isTrue();
    assertThat(statement.ifExists()).isTrue();
    assertThat(statement.actions())
        .extracting(action -> (Object) action.getClass())
        .containsExactly(AddColumn.class, DropColumn.class, SetNotNull.class);
  }

  @Test
  void eachActionKnowsWhereItBegins() {
    String sql =
        """
        ALTER TABLE /* Bestellungen, größer */ "Läden"."über,all" * -- ja, wirklich
          ADD COLUMN a numeric(10, 2) DEFAULT round(1.5, 1),
          ALTER b TYPE text USING 'a,b' || $x$,$x$ || E'\\',', /* , */ DROP COLUMN "c,d",
          SET (fillfactor = 70, autovacuum_enabled = off);
        """;

    AlterTable statement = read(AlterTable.class, sql);

    assertThat(statement.actions())
        .extracting(action -> textAt(sql, action.offset(), 6))
        .containsExactly("ADD CO", "ALTER ", "DROP C", "SET (f");
  }

  @ParameterizedTest
  @CsvSource({
    "ALTER TABLE ONLY (orders) ADD a int, 26",
    "ALTER TABLE orders* ADD a int, 20",
    "ALTER TABLE a.b.orders ADD a int, 23",
    "ALTER TABLE a . b ADD a int, 18"
  })
  void theFirstActionBeginsAfterTheName(String sql, int offset) {
    assertThat(read(AlterTable.class, sql).actions().getFirst().offset()).isEqualTo(offset);
  }

  @Test
  void addColumnHoldsItsDefinition() {
    AddColumn add =
        action(AddColumn.class, "ADD COLUMN IF NOT EXISTS a varchar(20) NOT NULL DEFAULT now()");

    assertThat(add.ifNotExists()).isTrue();
    assertThat(add.column()).isEqualTo("a");
    assertThat(add.definition().offset()).isEqualTo(START + 25);
    assertThat(add.definition().type().orElseThrow().canonical())
        .isEqualTo("character varying(20)");
    assertThat(add.definition().constraints())
        .extracting(Constraint::kind)
        .containsExactly(Constraint.Kind.NOT_NULL, Constraint.Kind.DEFAULT);
    Constraint byDefault = add.definition().constraint(Constraint.Kind.DEFAULT).orElseThrow();
    assertThat(byDefault.expression())
        .containsInstanceOf(FunctionCall.class)
        .map(Located::offset)
        .contains(START + 56);
  }

  @Test
  void actionsOnAColumn() {
    assertThat(action(DropColumn.class, "DROP COLUMN IF EXISTS a CASCADE"))
        .isEqualTo(new DropColumn(START, "a", true, true));
    assertThat(action(DropColumn.class, "DROP a"))
        .isEqualTo(new DropColumn(START, "a", false, false));
    assertThat(action(SetDefault.class, "ALTER a SET DEFAULT 7"))
        .isEqualTo(new SetDefault(START, "a", new Literal(START + 20, Literal.Kind.INTEGER, "7")));
    assertThat(action(DropDefault.class, "ALTER a DROP DEFAULT"))
        .isEqualTo(new DropDefault(START, "a"));
    assertThat(action(SetNotNull.class, "ALTER a SET NOT NULL"))
        .isEqualTo(new SetNotNull(START, "a"));
    assertThat(action(DropNotNull.class, "ALTER a DROP NOT NULL"))
        .isEqualTo(new DropNotNull(START, "a"));
    assertThat(action(DropExpression.class, "ALTER a DROP EXPRESSION IF EXISTS"))
        .isEqualTo(new DropExpression(START, "a", true));
    assertThat(action(SetExpression.class, "ALTER a SET EXPRESSION AS (7)").expression())
        .isEqualTo(new Literal(START + 27, Literal.Kind.INTEGER, "7"));
    assertThat(action(SetStatistics.class, "ALTER a SET STATISTICS 500"))
        .isEqualTo(new SetStatistics(START, "a", Optional.of(500)));
    assertThat(action(SetStatistics.class, "ALTER a SET STATISTICS -1"))
        .isEqualTo(new SetStatistics(START, "a", Optional.of(-1)));
    assertThat(action(SetStatistics.class, "ALTER a SET STATISTICS DEFAULT"))
        .isEqualTo(new SetStatistics(START, "a", Optional.empty()));
    assertThat(action(SetStorage.class, "ALTER a SET STORAGE EXTERNAL"))
        .isEqualTo(new SetStorage(START, "a", "external"));
    assertThat(action(SetCompression.class, "ALTER a SET COMPRESSION lz4"))
        .isEqualTo(new SetCompression(START, "a", "lz4"));
    assertThat(action(DropIdentity.class, "ALTER a DROP IDENTITY IF EXISTS"))
        .isEqualTo(new DropIdentity(START, "a", true));
  }

  @Test
  void alterTypeHoldsTheNewTypeAndTheConversion() {
    AlterType alter =
        action(AlterType.class, "ALTER COLUMN a SET DATA TYPE text COLLATE \"C\" USING f(a)");

    assertThat(alter.column()).isEqualTo("a");
    assertThat(alter.type().canonical()).isEqualTo("text");
    assertThat(alter.collation()).contains(QualifiedName.of("C"));
    assertThat(alter.using()).containsInstanceOf(FunctionCall.class);
    assertThat(action(AlterType.class, "ALTER a TYPE bigint").using()).isEmpty();
  }

  @Test
  void columnOptionsAreSetAndReset() {
    SetColumnOptions set = action(SetColumnOptions.class, "ALTER a SET (n_distinct = -0.5)");
    SetColumnOptions reset = action(SetColumnOptions.class, "ALTER a RESET (n_distinct)");

    assertThat(set.reset()).isFalse();
    assertThat(set.options())
        .containsExactly(
            new Option(START + 13, Optional.empty(), "n_distinct", Optional.of("-0.5")));
    assertThat(reset.reset()).isTrue();
    assertThat(reset.options()).extracting(Option::name).containsExactly("n_distinct");
  }

  @Test
  void identityIsAddedAndChanged() {
    AddIdentity add =
        action(AddIdentity.class, "ALTER a ADD GENERATED BY DEFAULT AS IDENTITY (START 5)");
    SetIdentity set = action(SetIdentity.class, "ALTER a SET GENERATED ALWAYS RESTART WITH 9");

    assertThat(add.identity().kind()).isEqualTo(Constraint.Kind.IDENTITY);
    Identity identity = (Identity) add.identity().demand();
    assertThat(identity.byDefault()).isTrue();
    assertThat(identity.sequence().start()).contains(5L);
    assertThat(set.byDefault()).contains(false);
    assertThat(set.sequence().restarts()).isTrue();
    assertThat(set.sequence().restartWith()).contains(9L);
    assertThat(action(SetIdentity.class, "ALTER a SET CYCLE").byDefault()).isEmpty();
    assertThat(action(SetIdentity.class, "ALTER a SET GENERATED BY DEFAULT").byDefault())
        .contains(true);
  }

  @Test
  void actionsOnAConstraint() {
    AddConstraint add =
        action(AddConstraint.class, "ADD CONSTRAINT positive CHECK (a > 0) NOT VALID");

    assertThat(add.constraint().name()).contains("positive");
    assertThat(add.constraint().notValid()).isTrue();
    assertThat(add.constraint().offset()).isEqualTo(START + 4);
    assertThat(action(ValidateConstraint.class, "VALIDATE CONSTRAINT c"))
        .isEqualTo(new ValidateConstraint(START, "c"));
    assertThat(action(DropConstraint.class, "DROP CONSTRAINT IF EXISTS c CASCADE"))
        .isEqualTo(new DropConstraint(START, "c", true, true));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "DEFERRABLE,                       true,  false, -,     -",
        "NOT DEFERRABLE,                   false, false, -,     -",
        "DEFERRABLE INITIALLY DEFERRED,    true,  true,  -,     -",
        "ENFORCED,                         -,     -,     true,  -",
        "NOT ENFORCED,                     -,     -,     false, -",
        "INHERIT,                          -,     -,     -,     true",
        "NO INHERIT,                       -,     -,     -,     false"
      })
  void alterConstraintTellsOnlyWhatItChanges(
      String change, Boolean deferrable, Boolean deferred, Boolean enforced, Boolean inherited) {
    assertThat(action(AlterConstraint.class, "ALTER CONSTRAINT c " + change))
        .isEqualTo(
            new AlterConstraint(
                START,
                "c",
                Optional.ofNullable(deferrable),
                Optional.ofNullable(deferred),
                Optional.ofNullable(enforced),
                Optional.ofNullable(inherited)));
  }

  @Test
  void actionsOnTheTable() {
    assertThat(action(SetLogged.class, "SET LOGGED")).isEqualTo(new SetLogged(START, true));
    assertThat(action(SetLogged.class, "SET UNLOGGED")).isEqualTo(new SetLogged(START, false));
    assertThat(action(SetTablespace.class, "SET TABLESPACE fast"))
        .isEqualTo(new SetTablespace(START, "fast"));
    assertThat(action(SetAccessMethod.class, "SET ACCESS METHOD heap"))
        .isEqualTo(new SetAccessMethod(START, Optional.of("heap")));
    assertThat(action(SetAccessMethod.class, "SET ACCESS METHOD DEFAULT"))
        .isEqualTo(new SetAccessMethod(START, Optional.empty()));
    assertThat(action(ClusterOn.class, "CLUSTER ON i")).isEqualTo(new ClusterOn(START, "i"));
    assertThat(action(SetWithoutCluster.class, "SET WITHOUT CLUSTER"))
        .isEqualTo(new SetWithoutCluster(START));
    assertThat(action(SetWithoutOids.class, "SET WITHOUT OIDS"))
        .isEqualTo(new SetWithoutOids(START));
    assertThat(action(SetOwner.class, "OWNER TO clerk")).isEqualTo(new SetOwner(START, "clerk"));
    assertThat(action(SetOwner.class, "OWNER TO CURRENT_USER"))
        .isEqualTo(new SetOwner(START, "current_user"));
    assertThat(action(OfType.class, "OF shop.kind").type().name())
        .isEqualTo(QualifiedName.of("shop", "kind"));
    assertThat(action(NotOfType.class, "NOT OF")).isEqualTo(new NotOfType(START));
    assertThat(action(Inherit.class, "INHERIT a.p"))
        .isEqualTo(new Inherit(START, QualifiedName.of("a", "p")));
    assertThat(action(NoInherit.class, "NO INHERIT p"))
        .isEqualTo(new NoInherit(START, QualifiedName.of("p")));
  }

  @Test
  void optionsKeepTheirNamespace() {
    SetOptions set =
        action(SetOptions.class, "SET (fillfactor = 70, toast.autovacuum_enabled = false)");

    assertThat(set.reset()).isFalse();
    assertThat(set.options())
        .containsExactly(
            new Option(START + 5, Optional.empty(), "fillfactor", Optional.of("70")),
            new Option(
                START + 22, Optional.of("toast"), "autovacuum_enabled", Optional.of("false")));
    assertThat(set.options().getLast().isOn()).isFalse();
    assertThat(action(SetOptions.class, "RESET (fillfactor)").reset()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ENABLE TRIGGER t,         ENABLE,  NAMED, t",
        "ENABLE ALWAYS TRIGGER t,  ALWAYS,  NAMED, t",
        "ENABLE REPLICA TRIGGER t, REPLICA, NAMED, t",
        "DISABLE TRIGGER t,        DISABLE, NAMED, t",
        "ENABLE TRIGGER ALL,       ENABLE,  ALL,   -",
        "DISABLE TRIGGER ALL,      DISABLE, ALL,   -",
        "ENABLE TRIGGER USER,      ENABLE,  USER,  -",
        "DISABLE TRIGGER USER,     DISABLE, USER,  -"
      })
  void triggersAreToggled(String change, Firing state, ToggleTrigger.Scope scope, String name) {
    assertThat(action(ToggleTrigger.class, change))
        .isEqualTo(new ToggleTrigger(START, state, scope, Optional.ofNullable(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLE RULE r,         ENABLE",
    "ENABLE ALWAYS RULE r,  ALWAYS",
    "ENABLE REPLICA RULE r, REPLICA",
    "DISABLE RULE r,        DISABLE"
  })
  void rulesAreToggled(String change, Firing state) {
    assertThat(action(ToggleRule.class, change)).isEqualTo(new ToggleRule(START, state, "r"));
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLE ROW LEVEL SECURITY,   ENABLE",
    "DISABLE ROW LEVEL SECURITY,  DISABLE",
    "FORCE ROW LEVEL SECURITY,    FORCE",
    "NO FORCE ROW LEVEL SECURITY, NO_FORCE"
  })
  void rowSecurityChanges(String change, RowSecurity.Change expected) {
    assertThat(action(RowSecurity.class, change)).isEqualTo(new RowSecurity(START, expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "REPLICA IDENTITY DEFAULT,       DEFAULT, -",
        "REPLICA IDENTITY FULL,          FULL,    -",
        "REPLICA IDENTITY NOTHING,       NOTHING, -",
        "REPLICA IDENTITY USING INDEX i, INDEX,   i"
      })
  void replicaIdentityChanges(String change, ReplicaIdentity.Kind kind, String index) {
    assertThat(action(ReplicaIdentity.class, change))
        .isEqualTo(new ReplicaIdentity(START, kind, Optional.ofNullable(index)));
  }

  @Test
  void partitionsComeAndGo() {
    AttachPartition attach =
        action(AttachPartition.class, "ATTACH PARTITION s.p FOR VALUES FROM (1) TO (MAXVALUE)");

    assertThat(attach.partition()).isEqualTo(QualifiedName.of("s", "p"));
    assertThat(attach.bound())
        .containsInstanceOf(PartitionBound.Range.class)
        .hasValueSatisfying(bound -> assertThat(bound.parts()).hasSize(2));
    assertThat(action(AttachPartition.class, "ATTACH PARTITION p DEFAULT").bound())
        .contains(new PartitionBound.Default());
    assertThat(action(DetachPartition.class, "DETACH PARTITION p"))
        .isEqualTo(new DetachPartition(START, QualifiedName.of("p"), false, false));
    assertThat(action(DetachPartition.class, "DETACH PARTITION p CONCURRENTLY"))
        .isEqualTo(new DetachPartition(START, QualifiedName.of("p"), true, false));
    assertThat(action(DetachPartition.class, "DETACH PARTITION p FINALIZE"))
        .isEqualTo(new DetachPartition(START, QualifiedName.of("p"), false, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER INDEX i SET (fillfactor = 70)                 | INDEX",
        "ALTER INDEX i ATTACH PARTITION j                    | INDEX",
        "ALTER VIEW v ALTER a SET DEFAULT 1                  | VIEW",
        "ALTER MATERIALIZED VIEW v CLUSTER ON i              | MATERIALIZED_VIEW",
        "ALTER SEQUENCE s SET LOGGED                         | SEQUENCE",
        "ALTER FOREIGN TABLE f OPTIONS (ADD a 'b')           | FOREIGN_TABLE",
        "ALTER TYPE t ADD ATTRIBUTE a int CASCADE            | TYPE"
      })
  void otherRelationsAreAlteredInTheSameForm(String sql, ObjectKind kind) {
    AlterTable statement = read(AlterTable.class, sql);

    assertThat(statement.kind()).isEqualTo(kind);
    assertThat(statement.only()).isFalse();
    assertThat(statement.names()).hasSize(kind == ObjectKind.TYPE ? 0 : 1);
  }

  @Test
  void anAttributeOfATypeIsAColumn() {
    AlterTable statement =
        read(AlterTable.class, "ALTER TYPE t ADD ATTRIBUTE a int CASCADE, DROP ATTRIBUTE b");

    assertThat(statement.actions().getFirst())
        .isInstanceOfSatisfying(AddColumn.class, add -> assertThat(add.cascade()).isTrue());
    assertThat(statement.actions().getLast()).isInstanceOf(DropColumn.class);
    assertThat(List.copyOf(Walk.of(statement).relations())).isEmpty();
  }
}
