package dev.ballast.change.rehearse;

import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.Statement;
import java.util.Optional;

/// Why a clone refuses a statement for want of a privilege that its role may have on the source.
///
/// The code of a change could use whatever power a statement of it is lent, so none is: what is
/// rehearsed is what a role without power may do. Among that is, from PostgreSQL 16 on, to make
/// roles, since that is no right to those that there are. Extensions are not: the server runs the
/// script of one that is marked trusted as the role that `initdb` made, which the change may be run
/// as, whose triggers traffic fires and whose index expressions autovacuum evaluates.
final class MissingPower {
  private static final int ROLES_ARE_SAFE = 16;

  private static final String NO_SUPERUSER =
      "no role is a superuser on a clone, whatever it is on the source";

  private static final String SCRIPT =
      "the script of extension %s runs as a superuser, also where it is marked trusted, and code of"
          + " the change could run as one meanwhile; for a rehearsal, make it on the source first";

  private MissingPower() {}

  /// @param refused the statement, where it is understood
  static String reason(Optional<Statement> refused, int major) {
    return refused.map(statement -> reason(statement, major)).orElse(NO_SUPERUSER);
  }

  private static String reason(Statement refused, int major) {
    return switch (refused) {
      case ObjectStatement.CreateExtension made -> SCRIPT.formatted(made.name());
      case ObjectStatement.AlterExtension altered -> SCRIPT.formatted(altered.name());
      case RoleStatement.CreateRole made when major < ROLES_ARE_SAFE ->
          "before PostgreSQL 16, a role that may make roles may give itself the right to run programs,"
              + " so none may on a clone";
      case RoleStatement roles ->
          "on a clone only a role that is a superuser on the source makes roles, and none changes"
              + " those that there were or gets powers of the server";
      case DatabaseStatement.AlterSystem setting ->
          "it changes the server and not a database, and a clone's server is configured by Ballast";
      case GuardStatement.CreateEventTrigger made ->
          "its function would run in sessions of superusers, among them that which reads the clone";
      case Statement other -> NO_SUPERUSER;
    };
  }
}
