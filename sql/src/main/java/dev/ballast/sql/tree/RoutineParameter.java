package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// A parameter of a function or procedure.
///
/// @param defaultValue what a call may leave out
public record RoutineParameter(
    Mode mode, Optional<String> name, TypeName type, Optional<Expression> defaultValue)
    implements Node {

  /// Which way the value goes; `TABLE` is a column of `RETURNS TABLE (...)`.
  public enum Mode {
    IN,
    OUT,
    INOUT,
    VARIADIC,
    TABLE
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes().and(defaultValue).list();
  }
}
