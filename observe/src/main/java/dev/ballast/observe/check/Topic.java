package dev.ballast.observe.check;

import java.util.Locale;

/// What checks are about, in the order in which the reference page has them.
public enum Topic {
  AVAILABILITY("Availability and objectives"),
  CONNECTIONS("Connections and sessions"),
  LOCKS("Locks and transactions"),
  STATEMENTS("Statements"),
  REPLICATION("Replication"),
  WAL("Write-ahead log and checkpoints"),
  BACKUP("Backups and recovery"),
  VACUUM("Vacuum and wraparound"),
  STORAGE("Disk, tables and bloat"),
  SCHEMA("Schema, keys and indexes"),
  SETTINGS("Settings, roles and versions"),
  HOST("Machines"),
  POOLER("Poolers"),
  BALLAST("Ballast itself");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// As the configuration has it.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
