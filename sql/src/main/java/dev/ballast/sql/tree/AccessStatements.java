package dev.ballast.sql.tree;

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
import dev.ballast.sql.tree.RoleStatement.GrantRole;
import dev.ballast.sql.tree.RoleStatement.ReassignOwned;
import java.util.List;
import java.util.Optional;

/// Reads the statements about roles, privileges, databases and replication. For one text, not safe
/// for more than one thread.
final class AccessStatements {
  private final StatementReader statements;

  AccessStatements(StatementReader statements) {
    this.statements = statements;
  }

  Optional<Statement> statement(RawNode raw) {
    return role(raw).or(() -> database(raw)).or(() -> publication(raw)).or(() -> subscription(raw));
  }

  private static Optional<Statement> role(RawNode raw) {
    return switch (raw.kind()) {
      case "GrantStmt" -> Optional.of(grant(raw));
      case "GrantRoleStmt" ->
          Optional.of(
              new GrantRole(
                  raw.flag("is_grant"),
                  raw.list("granted_roles").stream().map(AccessStatements::grantedRole).toList(),
                  Names.roles(raw.list("grantee_roles")),
                  ElementReader.options(raw.list("opt")),
                  cascade(raw)));
      case "CreateRoleStmt" ->
          Optional.of(
              new CreateRole(
                  raw.text("role"),
                  Names.constant(CreateRole.Kind.class, "ROLESTMT_", raw.text("stmt_type")),
                  ElementReader.options(raw.list("options"))));
      case "AlterRoleStmt" ->
          Optional.of(
              new AlterRole(
                  Names.role(raw.some("role")),
                  ElementReader.options(raw.list("options")),
                  raw.number("action") < 0));
      case "AlterRoleSetStmt" ->
          Optional.of(
              new AlterRoleSet(
                  raw.node("role").map(Names::role),
                  raw.someText("database"),
                  SessionStatements.setVariable(raw.some("setstmt"))));
      case "DropRoleStmt" ->
          Optional.of(new DropRole(Names.roles(raw.list("roles")), raw.flag("missing_ok")));
      case "AlterDefaultPrivilegesStmt" -> Optional.of(defaultPrivileges(raw));
      case "ReassignOwnedStmt" ->
          Optional.of(
              new ReassignOwned(Names.roles(raw.list("roles")), Names.role(raw.some("newrole"))));
      case "DropOwnedStmt" ->
          Optional.of(new DropOwned(Names.roles(raw.list("roles")), cascade(raw)));
      default -> Optional.empty();
    };
  }

  /// A role that is granted has the form of a privilege.
  private static String grantedRole(RawNode raw) {
    return raw.is("AccessPriv") ? raw.text("priv_name") : Names.string(raw);
  }

  private static Grant grant(RawNode raw) {
    ObjectKind kind = Names.objectKind(raw, "objtype");
    return new Grant(
        raw.flag("is_grant"),
        raw.list("privileges").stream()
            .map(
                privilege ->
                    new Grant.Privilege(
                        privilege.someText("priv_name").orElse("all"),
                        Names.strings(privilege.list("cols"))))
            .toList(),
        kind,
        raw.list("objects").stream().map(object -> Names.object(kind, object)).toList(),
        "ACL_TARGET_ALL_IN_SCHEMA".equals(raw.text("targtype")),
        Names.roles(raw.list("grantees")),
        raw.flag("grant_option"),
        cascade(raw));
  }

  private static AlterDefaultPrivileges defaultPrivileges(RawNode raw) {
    List<RawNode> options = raw.list("options");
    return new AlterDefaultPrivileges(
        listed(options, "roles"), listed(options, "schemas"), grant(raw.some("action")));
  }

  private static List<String> listed(List<RawNode> options, String name) {
    return ElementReader.argument(options, name)
        .map(list -> Names.strings(list.items()))
        .orElse(List.of());
  }

  private static Optional<Statement> database(RawNode raw) {
    return switch (raw.kind()) {
      case "CreatedbStmt" ->
          Optional.of(
              new CreateDatabase(raw.text("dbname"), ElementReader.options(raw.list("options"))));
      case "DropdbStmt" ->
          Optional.of(
              new DropDatabase(
                  raw.text("dbname"),
                  raw.flag("missing_ok"),
                  ElementReader.isOn(raw.list("options"), "force")));
      case "AlterDatabaseStmt" ->
          Optional.of(
              new AlterDatabase(raw.text("dbname"), ElementReader.options(raw.list("options"))));
      case "AlterDatabaseSetStmt" ->
          Optional.of(
              new AlterDatabaseSet(
                  raw.text("dbname"), SessionStatements.setVariable(raw.some("setstmt"))));
      case "AlterSystemStmt" ->
          Optional.of(new AlterSystem(SessionStatements.setVariable(raw.some("setstmt"))));
      default -> Optional.empty();
    };
  }

  private Optional<Statement> publication(RawNode raw) {
    List<RawNode> objects = raw.list("pubobjects");
    List<PublishedTable> tables =
        objects.stream()
            .flatMap(object -> object.node("pubtable").stream())
            .map(this::published)
            .toList();
    List<String> schemas =
        objects.stream()
            .filter(object -> !object.has("pubtable"))
            .map(object -> object.someText("name").orElse("CURRENT_SCHEMA"))
            .toList();
    List<Option> options = ElementReader.options(raw.list("options"));
    return switch (raw.kind()) {
      case "CreatePublicationStmt" ->
          Optional.of(
              new CreatePublication(
                  raw.text("pubname"), tables, schemas, raw.flag("for_all_tables"), options));
      case "AlterPublicationStmt" ->
          Optional.of(
              new AlterPublication(
                  raw.text("pubname"),
                  publicationAction(raw.text("action"), options),
                  tables,
                  schemas,
                  options));
      default -> Optional.empty();
    };
  }

  private static AlterPublication.Action publicationAction(String tag, List<Option> options) {
    if (!options.isEmpty()) {
      return AlterPublication.Action.SET_OPTIONS;
    }
    return switch (tag) {
      case "AP_AddObjects" -> AlterPublication.Action.ADD;
      case "AP_DropObjects" -> AlterPublication.Action.DROP;
      default -> AlterPublication.Action.SET;
    };
  }

  private PublishedTable published(RawNode raw) {
    return new PublishedTable(
        Names.use(raw.some("relation")),
        Names.strings(raw.list("columns")),
        statements.expressions().some(raw, "whereClause"));
  }

  private static Optional<Statement> subscription(RawNode raw) {
    return switch (raw.kind()) {
      case "CreateSubscriptionStmt" ->
          Optional.of(
              new CreateSubscription(
                  raw.text("subname"),
                  raw.text("conninfo"),
                  Names.strings(raw.list("publication")),
                  ElementReader.options(raw.list("options"))));
      case "AlterSubscriptionStmt" ->
          Optional.of(
              new AlterSubscription(
                  raw.text("subname"),
                  Names.constant(
                      AlterSubscription.Action.class, "ALTER_SUBSCRIPTION_", raw.text("kind")),
                  raw.someText("conninfo"),
                  Names.strings(raw.list("publication")),
                  ElementReader.options(raw.list("options"))));
      case "DropSubscriptionStmt" ->
          Optional.of(
              new DropSubscription(raw.text("subname"), raw.flag("missing_ok"), cascade(raw)));
      default -> Optional.empty();
    };
  }

  private static boolean cascade(RawNode raw) {
    return "DROP_CASCADE".equals(raw.text("behavior"));
  }
}
