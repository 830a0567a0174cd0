package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.DatabaseStatement.AlterDatabase;
import dev.ballast.sql.tree.DatabaseStatement.AlterDatabaseSet;
import dev.ballast.sql.tree.DatabaseStatement.AlterSystem;
import dev.ballast.sql.tree.DatabaseStatement.CreateDatabase;
import dev.ballast.sql.tree.DatabaseStatement.DropDatabase;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.sql.tree.ReplicationStatement.AlterSubscription;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.ReplicationStatement.CreateSubscription;
import dev.ballast.sql.tree.ReplicationStatement.DropSubscription;
import dev.ballast.sql.tree.RoleStatement.AlterDefaultPrivileges;
import dev.ballast.sql.tree.RoleStatement.AlterRole;
import dev.ballast.sql.tree.RoleStatement.AlterRoleSet;
import dev.ballast.sql.tree.RoleStatement.CreateRole;
import dev.ballast.sql.tree.RoleStatement.DropOwned;
import dev.ballast.sql.tree.RoleStatement.DropRole;
import dev.ballast.sql.tree.RoleStatement.Grant;
import dev.ballast.sql.tree.RoleStatement.Grant.Privilege;
import dev.ballast.sql.tree.RoleStatement.GrantRole;
import dev.ballast.sql.tree.RoleStatement.ReassignOwned;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessStatementsTest {
  private static final QualifiedName T = QualifiedName.of("s", "t");

  @Test
  void privilegesAreGranted() {
    Grant grant =
        read(
            Grant.class,
            "GRANT SELECT (a, b), UPDATE ON s.t, u TO r, PUBLIC, CURRENT_USER WITH GRANT OPTION");

    assertThat(grant.grant()).isTrue();
    assertThat(grant.privileges())
        .containsExactly(
            new Privilege("select", List.of("a", "b")), new Privilege("update", List.of()));
    assertThat(grant.kind()).isEqualTo(ObjectKind.TABLE);
    assertThat(grant.names()).containsExactly(T, QualifiedName.of("u"));
    assertThat(grant.allInSchema()).isFalse();
    assertThat(grant.grantees()).containsExactly("r", "public", "current_user");
    assertThat(grant.grantOption()).isTrue();
  }

  @Test
  void privilegesAreTaken() {
    Grant revoke =
        read(
            Grant.class, "REVOKE GRANT OPTION FOR ALL ON ALL TABLES IN SCHEMA s, t FROM r CASCADE");

    assertThat(revoke.grant()).isFalse();
    assertThat(revoke.privileges()).isEmpty();
    assertThat(revoke.allInSchema()).isTrue();
    assertThat(revoke.objects()).extracting(ObjectName::toString).containsExactly("s", "t");
    assertThat(revoke.names()).isEmpty();
    assertThat(revoke.grantOption()).isTrue();
    assertThat(revoke.cascade()).isTrue();
    assertThat(read(Grant.class, "GRANT ALL (a) ON t TO r").privileges())
        .containsExactly(new Privilege("all", List.of("a")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT SELECT ON s.t TO r                    | TABLE          | s.t",
        "GRANT USAGE ON SEQUENCE s.t TO r            | SEQUENCE       | s.t",
        "GRANT EXECUTE ON FUNCTION s.t(int) TO r     | FUNCTION       | s.t",
        "GRANT EXECUTE ON PROCEDURE s.t TO r         | PROCEDURE      | s.t",
        "GRANT USAGE ON SCHEMA s TO r                | SCHEMA         | s",
        "GRANT CONNECT ON DATABASE d TO r            | DATABASE       | d",
        "GRANT CREATE ON TABLESPACE d TO r           | TABLESPACE     | d",
        "GRANT USAGE ON TYPE s.t TO r                | TYPE           | s.t",
        "GRANT USAGE ON DOMAIN s.t TO r              | DOMAIN         | s.t",
        "GRANT USAGE ON LANGUAGE l TO r              | LANGUAGE       | l",
        "GRANT USAGE ON FOREIGN SERVER f TO r        | SERVER         | f",
        "GRANT USAGE ON FOREIGN DATA WRAPPER f TO r  | FOREIGN_DATA_WRAPPER | f",
        "GRANT SET ON PARAMETER work_mem TO r        | PARAMETER      | work_mem",
        "GRANT SELECT ON LARGE OBJECT 17 TO r        | LARGE_OBJECT   | '\"17\"'"
      })
  void objectsOfEveryKindHavePrivileges(String sql, ObjectKind kind, String object) {
    assertThat(read(Grant.class, sql).kind()).isEqualTo(kind);
    assertThat(read(Grant.class, sql).objects())
        .extracting(ObjectName::toString)
        .containsExactly(object);
  }

  @Test
  void rolesAreGranted() {
    GrantRole grant = read(GrantRole.class, "GRANT a, b TO c, d WITH ADMIN OPTION");
    GrantRole revoke = read(GrantRole.class, "REVOKE INHERIT OPTION FOR a FROM b CASCADE");

    assertThat(grant.grant()).isTrue();
    assertThat(grant.roles()).containsExactly("a", "b");
    assertThat(grant.grantees()).containsExactly("c", "d");
    assertThat(grant.options()).extracting(Option::name).containsExactly("admin");
    assertThat(revoke.grant()).isFalse();
    assertThat(revoke.options()).extracting(Option::name).containsExactly("inherit");
    assertThat(revoke.cascade()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "SUPERUSER,    superuser,     true",
    "NOSUPERUSER,  superuser,     false",
    "BYPASSRLS,    bypassrls,     true",
    "NOBYPASSRLS,  bypassrls,     false",
    "LOGIN,        canlogin,      true",
    "NOLOGIN,      canlogin,      false",
    "CREATEROLE,   createrole,    true",
    "CREATEDB,     createdb,      true",
    "REPLICATION,  isreplication, true",
    "NOINHERIT,    inherit,       false"
  })
  void aRolesOptionIsOnOrOff(String word, String name, boolean on) {
    Option created = read(CreateRole.class, "CREATE ROLE r " + word).options().getFirst();
    Option altered = read(AlterRole.class, "ALTER ROLE r " + word).options().getFirst();

    assertThat(created.name()).isEqualTo(name);
    assertThat(created.isOn()).isEqualTo(on);
    assertThat(altered.isOn()).isEqualTo(on);
  }

  @Test
  void rolesComeAndGo() {
    CreateRole user = read(CreateRole.class, "CREATE USER u PASSWORD 'x' IN ROLE a, b");

    assertThat(user.kind()).isEqualTo(CreateRole.Kind.USER);
    assertThat(user.name()).isEqualTo("u");
    assertThat(user.options())
        .extracting(Option::value)
        .containsExactly(Optional.of("x"), Optional.of("a,b"));
    assertThat(read(CreateRole.class, "CREATE GROUP g").kind()).isEqualTo(CreateRole.Kind.GROUP);
    assertThat(read(AlterRole.class, "ALTER GROUP g DROP USER u").drops()).isTrue();
    assertThat(read(AlterRole.class, "ALTER GROUP g ADD USER u").drops()).isFalse();
    assertThat(read(DropRole.class, "DROP ROLE IF EXISTS a, b"))
        .isEqualTo(new DropRole(List.of("a", "b"), true));
    assertThat(read(ReassignOwned.class, "REASSIGN OWNED BY a, SESSION_USER TO b"))
        .isEqualTo(new ReassignOwned(List.of("a", "session_user"), "b"));
    assertThat(read(DropOwned.class, "DROP OWNED BY a CASCADE"))
        .isEqualTo(new DropOwned(List.of("a"), true));
  }

  @Test
  void aRoleHasSettings() {
    assertThat(read(AlterRoleSet.class, "ALTER ROLE r IN DATABASE d SET lock_timeout = '2s'"))
        .isEqualTo(
            new AlterRoleSet(
                Optional.of("r"),
                Optional.of("d"),
                new SetVariable("lock_timeout", List.of("2s"), false, SetVariable.Kind.SET)));
    AlterRoleSet all = read(AlterRoleSet.class, "ALTER ROLE ALL RESET ALL");
    assertThat(all.role()).isEmpty();
    assertThat(all.setting().kind()).isEqualTo(SetVariable.Kind.RESET_ALL);
    assertThat(all.setting().name()).isEqualTo("all");
  }

  @Test
  void defaultPrivilegesAreForRolesAndSchemas() {
    AlterDefaultPrivileges defaults =
        read(
            AlterDefaultPrivileges.class,
            "ALTER DEFAULT PRIVILEGES FOR ROLE a, b IN SCHEMA s, t GRANT SELECT ON TABLES TO PUBLIC");

    assertThat(defaults.roles()).containsExactly("a", "b");
    assertThat(defaults.schemas()).containsExactly("s", "t");
    assertThat(defaults.grant().kind()).isEqualTo(ObjectKind.TABLE);
    assertThat(defaults.grant().grantees()).containsExactly("public");
    assertThat(defaults.grant().objects()).isEmpty();
  }

  @Test
  void databasesAndTheServer() {
    assertThat(read(CreateDatabase.class, "CREATE DATABASE d OWNER r").options())
        .extracting(Option::name)
        .containsExactly("owner");
    assertThat(read(DropDatabase.class, "DROP DATABASE IF EXISTS d WITH (FORCE)"))
        .isEqualTo(new DropDatabase("d", true, true));
    assertThat(read(DropDatabase.class, "DROP DATABASE d"))
        .isEqualTo(new DropDatabase("d", false, false));
    assertThat(read(AlterDatabase.class, "ALTER DATABASE d SET TABLESPACE x").options())
        .extracting(Option::name)
        .containsExactly("tablespace");
    assertThat(read(AlterDatabaseSet.class, "ALTER DATABASE d RESET work_mem").setting().kind())
        .isEqualTo(SetVariable.Kind.RESET);
    assertThat(read(AlterSystem.class, "ALTER SYSTEM SET a.b = 'x', 'y'").setting())
        .isEqualTo(new SetVariable("a.b", List.of("x", "y"), false, SetVariable.Kind.SET));
  }

  @Test
  void aPublicationHoldsTablesAndSchemas() {
    CreatePublication publication =
        read(
            CreatePublication.class,
            """
            CREATE PUBLICATION p FOR TABLE s.t (a, b) WHERE (f(a)), TABLE ONLY u,
            TABLES IN SCHEMA x, CURRENT_SCHEMA WITH (publish = 'insert')""");

    assertThat(publication.tables())
        .extracting(table -> table.table().name())
        .containsExactly(T, QualifiedName.of("u"));
    assertThat(publication.tables().getFirst().columns()).containsExactly("a", "b");
    assertThat(publication.tables().getFirst().where()).isPresent();
    assertThat(publication.tables().getLast().table().only()).isTrue();
    assertThat(publication.schemas()).containsExactly("x", "CURRENT_SCHEMA");
    assertThat(publication.allTables()).isFalse();
    assertThat(publication.options()).hasSize(1);
    assertThat(read(CreatePublication.class, "CREATE PUBLICATION p FOR ALL TABLES").allTables())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ADD TABLE s.t,            ADD,         1",
    "DROP TABLE s.t,           DROP,        1",
    "'SET TABLE s.t, u',       SET,         2",
    "SET (publish = 'insert'), SET_OPTIONS, 0"
  })
  void aPublicationChanges(String change, AlterPublication.Action action, int tables) {
    AlterPublication alter = read(AlterPublication.class, "ALTER PUBLICATION p " + change);

    assertThat(alter.action()).isEqualTo(action);
    assertThat(alter.tables()).hasSize(tables);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTION 'host=x',           CONNECTION",
    "SET PUBLICATION a,             SET_PUBLICATION",
    "ADD PUBLICATION a,             ADD_PUBLICATION",
    "DROP PUBLICATION a,            DROP_PUBLICATION",
    "REFRESH PUBLICATION,           REFRESH",
    "ENABLE,                        ENABLED",
    "DISABLE,                       ENABLED",
    "SET (streaming = on),          OPTIONS",
    "SKIP (lsn = '0/1'),            SKIP"
  })
  void aSubscriptionChanges(String change, AlterSubscription.Action action) {
    AlterSubscription alter = read(AlterSubscription.class, "ALTER SUBSCRIPTION x " + change);

    assertThat(alter.action()).isEqualTo(action);
    assertThat(alter.connection().isPresent()).isEqualTo(change.startsWith("CONNECTION"));
    assertThat(alter.publications())
        .isEqualTo(change.endsWith("PUBLICATION a") ? List.of("a") : List.of());
  }

  @Test
  void subscriptionsComeAndGo() {
    CreateSubscription create =
        read(
            CreateSubscription.class,
            "CREATE SUBSCRIPTION x CONNECTION 'host=y' PUBLICATION a, b WITH (enabled = false)");

    assertThat(create.connection()).isEqualTo("host=y");
    assertThat(create.publications()).containsExactly("a", "b");
    assertThat(create.options().getFirst().isOn()).isFalse();
    assertThat(read(DropSubscription.class, "DROP SUBSCRIPTION IF EXISTS x CASCADE"))
        .isEqualTo(new DropSubscription("x", true, true));
    assertThat(read(AlterSubscription.class, "ALTER SUBSCRIPTION x DISABLE").options())
        .extracting(Option::isOn)
        .containsExactly(false);
  }
}
