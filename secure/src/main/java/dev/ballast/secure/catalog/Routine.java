package dev.ballast.secure.catalog;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;

/// A function or procedure that the login role may execute.
///
/// @param signature with the types of its arguments, as `regprocedure` prints it
/// @param arguments the types of its input arguments, of a domain what is under it
/// @param definer whether it runs with the privileges of its owner
public record Routine(
    QualifiedIdentifier name,
    String signature,
    Kind kind,
    List<String> arguments,
    boolean definer) {
  public Routine {
    requireNonNull(name, "name is null");
    requireNonNull(signature, "signature is null");
    requireNonNull(kind, "kind is null");
    arguments = List.copyOf(arguments);
  }

  /// How it is called.
  public enum Kind {
    FUNCTION,
    PROCEDURE,
    /// By no statement: a trigger's function, or one with arguments of internal types.
    NOT_CALLABLE
  }

  static Routine of(Row row) {
    return new Routine(
        QualifiedIdentifier.of(row.text("schema"), row.text("name")),
        row.text("signature"),
        Kind.valueOf(row.text("kind")),
        row.texts("arguments"),
        row.flag("definer"));
  }
}
