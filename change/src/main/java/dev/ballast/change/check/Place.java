package dev.ballast.change.check;

import dev.ballast.postgres.sql.script.Position;

/// A place in a file, as editors count: both from 1, columns in code points.
public record Place(int line, int column) {
  static Place of(Position position) {
    return new Place(position.line(), position.column());
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
