package dev.ballast.lab.traffic.recorded;

import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.util.List;
import java.util.Optional;

/// A statement as it was recorded.
///
/// @param micros when it began, by any origin
/// @param session that it ran in
/// @param parameters values, as text; empty is NULL
record Entry(
    long micros, String session, String text, List<Optional<String>> parameters, Keeping keeping) {
  Entry {
    parameters = List.copyOf(parameters);
  }
}
