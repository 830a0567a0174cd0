package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import java.util.List;

/// All that the catalogues say of a database and of what its cluster has beside it.
///
/// Not in it are OIDs and the planner's statistics, which nobody can restore; of objects that
/// `initdb` made, only owner, privileges and comments are.
///
/// @param objects in their order
/// @param sequences where the sequences stand, in the order of their names
/// @param rooms what tables take on disk, in the order of their names
public record CatalogState(
    List<CatalogObject> objects, List<SequencePlace> sequences, List<TableRoom> rooms) {
  public CatalogState {
    objects = List.copyOf(objects);
    sequences = List.copyOf(sequences);
    rooms = List.copyOf(rooms);
  }

  /// Reads the database of a superuser's session, in a transaction of its own. Runs no code of the
  /// database: definitions are printed, not evaluated.
  public static CatalogState read(Session session) {
    requireNonNull(session, "session is null");
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
    try {
      return new CatalogReading(session).read();
    } finally {
      session.rollback();
    }
  }
}
