package dev.ballast.change.trace.scratch;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.DatabaseStatement.AlterSystem;
import dev.ballast.sql.tree.GuardStatement.CreateEventTrigger;
import dev.ballast.sql.tree.MaintenanceStatement.Checkpoint;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.AlterExtension;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.PublishedTable;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.RoleStatement.AlterRole;
import dev.ballast.sql.tree.RoleStatement.CreateRole;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Statement.OtherStatement;
import dev.ballast.sql.tree.TableAction.ToggleTrigger;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A statement that PostgreSQL lets only a superuser run and that gives a migration nothing by
/// being run as one: no code of the migration runs in it, nothing that it makes or sets lets the
/// owner reach files, programs or other servers afterwards.
///
/// It is known by its parse tree, and only where it is a statement of the script itself. What is
/// not known to be harmless is not here.
///
/// @param what the statement, for the report: `CREATE EXTENSION earthdistance`
/// @param firesEventTriggers whether event triggers fire for it, whose functions would run as a
///     superuser
/// @param callsWhatItFinds whether it runs a script that may find functions of the migration where
///     it means others
/// @param makesFunctions whether functions of a library may come of it
public record SuperuserStatement(
    String what, boolean firesEventTriggers, boolean callsWhatItFinds, boolean makesFunctions) {

  /// Their scripts hold definitions only, so none of what is in a schema is run by them.
  private static final Set<String> DEFINITIONS_ONLY =
      Set.of(
          "amcheck",
          "autoinc",
          "bloom",
          "dict_xsyn",
          "earthdistance",
          "insert_username",
          "intagg",
          "moddatetime",
          "pageinspect",
          "pg_buffercache",
          "pg_freespacemap",
          "pg_prewarm",
          "pg_stat_statements",
          "pg_visibility",
          "pg_walinspect",
          "pgrowlocks",
          "pgstattuple",
          "plpgsql",
          "refint",
          "sslinfo");

  /// Of others; without a way to files, programs and other servers.
  private static final Set<String> WELL_KNOWN =
      Set.of(
          "address_standardizer",
          "h3",
          "hll",
          "hypopg",
          "ip4r",
          "pg_partman",
          "pg_repack",
          "pgrouting",
          "postgis",
          "postgis_topology",
          "rum",
          "semver",
          "temporal_tables",
          "vector");

  /// They connect to other servers, and so go only where there is no network.
  private static final Set<String> CONNECTING = Set.of("dblink", "postgres_fdw");

  /// What is wrong in them can break the server's memory, which matters where nothing stands around
  /// it.
  private static final Set<String> ONLY_SHUT_OFF =
      Set.of("CreateOpClassStmt", "CreateOpFamilyStmt", "AlterOpFamilyStmt");

  /// The options of a role that give no power by themselves. Those that name other roles are not
  /// among them.
  private static final Set<String> ROLE_OPTIONS =
      Set.of(
          "createdb",
          "createrole",
          "inherit",
          "canlogin",
          "bypassrls",
          "connectionlimit",
          "validUntil",
          "password");

  /// To say of a role that it has them not takes a superuser, too.
  private static final Set<String> ROLE_POWERS = Set.of("superuser", "isreplication");

  private static final Set<String> RESERVED_BEFORE_16 =
      Set.of("superuser", "isreplication", "bypassrls");

  /// A longer name is cut by the server, to one that may be another role's.
  private static final int MAX_NAME_BYTES = 63;

  public SuperuserStatement {
    requireNonNull(what, "what is null");
  }

  /// What one may do where the server refused a statement for want of a privilege.
  public static String remedy(Optional<Statement> refused) {
    if (refused.orElse(null) instanceof CreateExtension made) {
      return CONNECTING.contains(made.name())
          ? "the extension "
              + made.name()
              + " connects to other servers, so it is made only in a sandbox that has no network"
          : "the extension "
              + made.name()
              + " is not among those that a trace makes as a superuser; leave it out of the trace, with"
              + " what needs it, by a schema of your own (--schema)";
    }
    return "migrations are traced as a role that is not a superuser and reaches no files, programs or"
        + " servers; a statement of the script itself is run as one where it is known to be harmless";
  }

  private static Optional<SuperuserStatement> firing(String what) {
    return Optional.of(new SuperuserStatement(what, true, false, false));
  }

  /// No event trigger fires for what is no part of a database.
  private static Optional<SuperuserStatement> silent(String what) {
    return Optional.of(new SuperuserStatement(what, false, false, false));
  }

  /// Empty where the statement needs no superuser, or is not to be run as one.
  ///
  /// @param shutOff whether the server is in a sandbox that holds on all sides
  public static Optional<SuperuserStatement> of(Statement statement, int major, boolean shutOff) {
    return switch (statement) {
      case CreateExtension made ->
          extension("CREATE EXTENSION " + made.name(), made.name(), shutOff);
      case AlterExtension altered when altered.change() == AlterExtension.Change.UPDATE ->
          extension("ALTER EXTENSION " + altered.name() + " UPDATE", altered.name(), shutOff);
      case Comment comment when comment.kind() == ObjectKind.EXTENSION ->
          firing("COMMENT ON EXTENSION");
      case CreateEventTrigger made -> silent("CREATE EVENT TRIGGER " + made.name());
      case CreatePublication made
          when (made.allTables() || !made.schemas().isEmpty()) && plain(made.tables()) ->
          firing("CREATE PUBLICATION " + made.name());
      case AlterPublication altered when !altered.schemas().isEmpty() && plain(altered.tables()) ->
          firing("ALTER PUBLICATION " + altered.name());
      case AlterTable altered when togglesAllTriggers(altered) ->
          firing("ALTER TABLE " + altered.name() + " ... TRIGGER ALL");
      case OtherStatement other when other.node().equals("CreateAmStmt") ->
          // Who is not a superuser cannot make a handler, so it is one of the server's own.
          firing("CREATE ACCESS METHOD");
      case OtherStatement other when shutOff && ONLY_SHUT_OFF.contains(other.node()) ->
          firing("operator class or family");
      case CreateRole made when major < ScratchRoles.ADMIN_OPTION_COUNTS ->
          role("CREATE ROLE " + made.name(), made.name(), made.options(), RESERVED_BEFORE_16);
      case AlterRole altered when !altered.drops() ->
          role(
              "ALTER ROLE " + altered.name(),
              altered.name(),
              altered.options(),
              major < ScratchRoles.ADMIN_OPTION_COUNTS ? RESERVED_BEFORE_16 : ROLE_POWERS);
      case SetVariable set when major < ScratchRoles.PARAMETERS_ARE_GRANTED ->
          HarmlessParameters.ofSession(set.name()) ? silent("SET " + set.name()) : Optional.empty();
      case AlterSystem altered when major < ScratchRoles.PARAMETERS_ARE_GRANTED ->
          HarmlessParameters.ofSystem(altered.setting().name())
              ? silent("ALTER SYSTEM SET " + altered.setting().name())
              : Optional.empty();
      case Checkpoint() when major < ScratchRoles.PARAMETERS_ARE_GRANTED -> silent("CHECKPOINT");
      case Statement other -> Optional.empty();
    };
  }

  /// Where nothing is to be reached, the script of a known extension may call what it likes.
  private static Optional<SuperuserStatement> extension(String what, String name, boolean shutOff) {
    if (DEFINITIONS_ONLY.contains(name)) {
      return Optional.of(new SuperuserStatement(what, true, false, true));
    }
    return WELL_KNOWN.contains(name) || (shutOff && CONNECTING.contains(name))
        ? Optional.of(new SuperuserStatement(what, true, !shutOff, true))
        : Optional.empty();
  }

  /// Those of foreign keys among them, which are the system's.
  private static boolean togglesAllTriggers(AlterTable altered) {
    return altered.actions().stream()
        .allMatch(
            action ->
                action instanceof ToggleTrigger toggle
                    && toggle.scope() == ToggleTrigger.Scope.ALL);
  }

  /// A condition on rows would be looked into.
  private static boolean plain(List<PublishedTable> tables) {
    return tables.stream().allMatch(table -> table.where().isEmpty());
  }

  private static Optional<SuperuserStatement> role(
      String what, String name, List<Option> options, Set<String> reserved) {
    boolean needed = options.stream().map(Option::name).anyMatch(reserved::contains);
    boolean harmless =
        options.stream()
            .allMatch(
                option ->
                    ROLE_OPTIONS.contains(option.name())
                        || (ROLE_POWERS.contains(option.name()) && isOff(option)));
    return needed && harmless && isOfMigration(name) ? silent(what) : Optional.empty();
  }

  private static boolean isOff(Option option) {
    return option.value().map("false"::equals).orElse(false);
  }

  private static boolean isOfMigration(String role) {
    return !role.startsWith("pg_")
        && !role.startsWith("ballast_")
        && !role.equals(ScratchLogin.OWNER.role())
        && !Set.of("current_user", "current_role", "session_user", "public").contains(role)
        && role.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
  }
}
