package dev.ballast.lab.twin;

import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import java.nio.charset.StandardCharsets;

/// Makes the roles of a target on a new cluster, without passwords.
final class TwinRoles {
  private TwinRoles() {}

  /// @param session a superuser's, of a cluster in which nothing foreign has run
  static void make(SourceDatabase source, Session session) {
    for (SourceDatabase.Role role : source.roles()) {
      session.execute(
          "CREATE ROLE %s NOLOGIN %s %s"
              .formatted(
                  new Identifier(role.name()),
                  role.superuser() ? "SUPERUSER" : "NOSUPERUSER",
                  role.inherit() ? "INHERIT" : "NOINHERIT"));
    }
    for (SourceDatabase.Membership each : source.memberships()) {
      session.execute(
          "GRANT %s TO %s".formatted(new Identifier(each.role()), new Identifier(each.member())));
    }
  }

  /// Once the database is there.
  static void configure(SourceDatabase source, Session session) {
    if (!source.settings().isEmpty()) {
      session.execute(
          SqlResource.load(TwinRoles.class, "settings", session.version()),
          new String(Json.write(source.settings()), StandardCharsets.UTF_8));
    }
  }
}
