package dev.ballast.sql.tree;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.Identifier;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A name as a statement writes it: the schema is empty where the statement leaves the search to
/// `search_path`. A catalogue's name before it, which can only be that of the current database, is
/// left out.
///
/// @param name the name, unquoted, folded to lower case where it was not quoted
public record QualifiedName(Optional<String> schema, String name) {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  public QualifiedName {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }

  public static QualifiedName of(String name) {
    return new QualifiedName(Optional.empty(), name);
  }

  public static QualifiedName of(String schema, String name) {
    return new QualifiedName(Optional.of(schema), name);
  }

  /// Whether the two can mean the same object: the names are equal, and so are the schemas unless
  /// one of them is not given.
  public boolean mayBe(QualifiedName other) {
    return name.equals(other.name)
        && (schema.isEmpty() || other.schema.isEmpty() || schema.equals(other.schema));
  }

  /// Written out, as [#hashCode()] is, because names are what a schema is searched by.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QualifiedName that
        && name.equals(that.name)
        && schema.equals(that.schema);
  }

  @Override
  public int hashCode() {
    return 31 * schema.hashCode() + name.hashCode();
  }

  /// Quoted as `quote_identifier` in `src/backend/utils/adt/ruleutils.c` does: only where the name
  /// needs it, because of its characters or because it is a keyword that is not free.
  @Override
  public String toString() {
    return schema.map(in -> quoted(in) + "." + quoted(name)).orElseGet(() -> quoted(name));
  }

  static String quoted(String name) {
    return name.isEmpty() || (PLAIN.matcher(name).matches() && !Keywords.needQuotes(name))
        ? name
        : new Identifier(name).toString();
  }
}
