package dev.ballast.postgres.wire.protocol;

/// What kind of WAL sender is requested in the startup message.
public enum ReplicationMode {
  /// `replication=true`: replication commands only; `pg_hba.conf` needs a `replication` line.
  PHYSICAL("true"),
  /// `replication=database`: an ordinary database line of `pg_hba.conf` admits it.
  DATABASE("database");

  private final String startupValue;

  ReplicationMode(String startupValue) {
    this.startupValue = startupValue;
  }

  String startupValue() {
    return startupValue;
  }
}
