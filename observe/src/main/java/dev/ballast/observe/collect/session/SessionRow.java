package dev.ballast.observe.collect.session;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One session.
///
/// @param who whose it is
/// @param doing what it does
/// @param statement seconds since its statement began, while it runs one
/// @param transaction seconds since its transaction began
/// @param idle seconds for which it has been idle in its transaction
/// @param xminAge transactions since the oldest one whose rows it keeps
/// @param maintenance whether it runs a command that takes long by its nature
public record SessionRow(
    Who who,
    Doing doing,
    OptionalDouble statement,
    OptionalDouble transaction,
    OptionalDouble idle,
    OptionalLong xminAge,
    boolean maintenance) {

  /// Whose a session is.
  ///
  /// @param backend `client backend` and others
  public record Who(
      String pid,
      String database,
      String user,
      String application,
      String address,
      String backend) {}

  /// What a session does.
  public record Doing(String state, String event, String queryId) {}
}
