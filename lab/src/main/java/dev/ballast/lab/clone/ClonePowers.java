package dev.ballast.lab.clone;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.sql.Identifier;
import java.util.List;

/// What a role that was a superuser on the source may do on a clone, where nobody is one: it is a
/// member of every role, so that it changes what belongs to any of them, and no policy filters what
/// it reads. It may make roles where that is no right to those that there are.
final class ClonePowers {
  /// Before, who may make roles may grant itself any that is no superuser, such as one that runs
  /// programs.
  private static final int ROLES_ARE_SAFE = 16;

  private ClonePowers() {}

  private record Membership(String role, String member) {}

  static void give(ConfinedCopy copy, String database) {
    try (Session keeper = copy.keeper(database)) {
      List<String> superusers = List.copyOf(copy.keys().superusers());
      for (String superuser : superusers) {
        keeper.execute(
            "ALTER ROLE %s BYPASSRLS%s"
                .formatted(
                    new Identifier(superuser),
                    keeper.version().major() >= ROLES_ARE_SAFE ? " CREATEROLE" : ""));
        keeper
            .query(
                SqlResource.load(ClonePowers.class, "memberships", keeper.version()),
                row -> new Membership(row.text("role"), row.text("member")),
                superuser,
                superusers)
            .forEach(
                m ->
                    keeper.execute(
                        "GRANT %s TO %s"
                            .formatted(new Identifier(m.role()), new Identifier(m.member()))));
      }
    }
  }
}
