package dev.ballast.change.trace;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a migration can leave on a server outside of its database: databases, tablespaces, roles,
/// settings. For one thread at a time.
final class SharedObjects {
  private final Set<String> fromStart;
  private Set<String> kept;

  private SharedObjects(Set<String> fromStart) {
    this.fromStart = fromStart;
    this.kept = fromStart;
  }

  static SharedObjects of(Session admin) {
    return new SharedObjects(present(admin));
  }

  /// What is there now may stay.
  void keep(Session admin) {
    kept = present(admin);
  }

  /// Only what the server began with may stay.
  void forget() {
    kept = fromStart;
  }

  /// Drops everything else, databases first, since they hold on to tablespaces and roles.
  ///
  /// @param databases those that are none of its business
  void dropOthers(Session admin, Set<String> databases) {
    Set<String> gone = new HashSet<>(present(admin));
    gone.removeAll(kept);
    for (String kind : List.of("DATABASE", "TABLESPACE", "ROLE")) {
      gone.stream()
          .filter(what -> what.startsWith(kind + " "))
          .map(what -> what.substring(kind.length() + 1))
          .filter(name -> !kind.equals("DATABASE") || !databases.contains(name))
          .forEach(name -> drop(admin, kind, new Identifier(name)));
    }
    if (admin.one(
        "SELECT count(*) > 0 AS changed FROM pg_catalog.pg_file_settings"
            + " WHERE sourcefile LIKE '%postgresql.auto.conf'",
        row -> row.flag("changed"))) {
      admin.execute("ALTER SYSTEM RESET ALL");
    }
  }

  /// A role is granted what belongs to the server, too, such as parameters.
  private static void drop(Session admin, String kind, Identifier name) {
    if (kind.equals("ROLE")) {
      admin.execute("DROP OWNED BY " + name);
    }
    admin.execute("DROP " + kind + " " + name);
  }

  private static Set<String> present(Session admin) {
    return Set.copyOf(
        admin.query(
            """
            SELECT 'DATABASE ' || datname AS what FROM pg_catalog.pg_database
            UNION ALL SELECT 'TABLESPACE ' || spcname FROM pg_catalog.pg_tablespace
            UNION ALL SELECT 'ROLE ' || rolname FROM pg_catalog.pg_roles
            """,
            row -> row.text("what")));
  }
}
