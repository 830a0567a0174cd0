package dev.ballast.protect.restore;

import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.Identifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Marks the databases that were restored without content, before anybody can connect: as
/// PostgreSQL marks one whose DROP DATABASE was interrupted (`datconnlimit` -2, "invalid database"
/// in dbcommands.c). It admits no session then, autovacuum passes it over, and all that can be done
/// with it is DROP DATABASE. Minor releases from before August 2023 know no such mark, so
/// connections are disallowed as well.
final class LeftOutDatabases {
  private static final String OF_OTHERS =
      " WHERE NOT oid = ANY (pg_catalog.string_to_array(?, ',')::pg_catalog.oid[])";

  private LeftOutDatabases() {}

  /// Marks every database but those, also one that was made by replay: its template may have been
  /// left out.
  ///
  /// @return what a reader of the result has to know
  static List<String> mark(Session session, Set<Long> kept) {
    String oids = kept.stream().map(String::valueOf).collect(Collectors.joining(","));
    List<String> names =
        session.query(
            "SELECT datname FROM pg_catalog.pg_database" + OF_OTHERS + " ORDER BY datname",
            row -> row.text("datname"),
            oids);
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    session.execute(
        "UPDATE pg_catalog.pg_database SET datallowconn = false, datconnlimit = -2" + OF_OTHERS,
        oids);
    session.commit();
    return notes(names);
  }

  private static List<String> notes(List<String> names) {
    if (names.isEmpty()) {
      return List.of("no database was left out: the backup has no other");
    }
    return List.of(
        "left out, without content: "
            + String.join(", ", names)
            + "; no session can connect to them, and they can only be dropped",
        "drop them: "
            + names.stream()
                .map(name -> "DROP DATABASE " + new Identifier(name) + ";")
                .collect(Collectors.joining(" ")),
        "shared by all databases, and restored whole: roles, tablespaces and their settings");
  }
}
