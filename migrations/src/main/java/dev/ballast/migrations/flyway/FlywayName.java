package dev.ballast.migrations.flyway;

import static java.util.Objects.requireNonNull;

/// What a file's name tells Flyway.
public sealed interface FlywayName {
  /// What it does, with spaces; empty where the name does not say.
  String title();

  /// Of one version.
  ///
  /// @param version with dots
  record Versioned(Kind kind, String version, String title) implements FlywayName {
    public Versioned {
      requireNonNull(kind, "kind is null");
      requireNonNull(version, "version is null");
      requireNonNull(title, "title is null");
    }
  }

  /// What a script of a version is for.
  enum Kind {
    MIGRATION,
    UNDO,
    BASELINE
  }

  /// Run again whenever it changes.
  record Repeatable(String title) implements FlywayName {
    public Repeatable {
      requireNonNull(title, "title is null");
    }
  }

  /// Run for an event.
  record Callback(FlywayCallback event, String title) implements FlywayName {
    public Callback {
      requireNonNull(event, "event is null");
      requireNonNull(title, "title is null");
    }
  }
}
