package dev.ballast.postgres.sql.script;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A text cut into its parts, in the order they stand.
public record Script(SourceText source, List<ScriptPart> parts) {
  public Script {
    requireNonNull(source, "source is null");
    parts = List.copyOf(parts);
  }
}
