package dev.ballast.machine;

/// The users of the operating system that root starts servers as. They are apart from each other
/// and from all that others run: never `postgres` of the distribution, never `nobody`.
///
/// See docs/decisions/0008-users-of-its-own.md.
public enum Account {
  /// Runs restored copies and the servers of demonstrations and tests.
  CLUSTERS("ballast", "BALLAST_SERVER_USER"),
  /// Runs servers that execute code nobody has looked at, such as a migration under trace.
  LAB("ballast-lab", "BALLAST_LAB_USER");

  private final String usualName;
  private final String variable;

  Account(String usualName, String variable) {
    this.usualName = usualName;
    this.variable = variable;
  }

  String usualName() {
    return usualName;
  }

  /// The environment variable that names another user.
  String variable() {
    return variable;
  }
}
