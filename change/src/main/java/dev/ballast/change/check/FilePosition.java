package dev.ballast.change.check;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.sql.script.Position;

/// A place in a file, as editors count: both from 1, columns in code points.
public record FilePosition(int line, int column) {
  static FilePosition of(Position position) {
    return new FilePosition(position.line(), position.column());
  }

  static FilePosition of(MigrationScript.Place place) {
    return new FilePosition(place.line(), place.column());
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
