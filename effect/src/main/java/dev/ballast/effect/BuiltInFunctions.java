package dev.ballast.effect;

import dev.ballast.sql.tree.QualifiedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/// The functions that every server from 14 to 18 brings. They change no schema, so a call of one is
/// not a call of something unknown. Immutable; the list is read at the first question.
public final class BuiltInFunctions {
  private static final String RESOURCE = "built-in-functions.txt";

  private BuiltInFunctions() {}

  /// True where the name without a schema, or in `pg_catalog`, is that of a function of the server
  /// itself. `pg_catalog` is searched first, unless `search_path` says otherwise.
  public static boolean contains(QualifiedName name) {
    if (name.schema().filter(schema -> !schema.equals("pg_catalog")).isPresent()) {
      return false;
    }
    return name.schema().isPresent()
        || name.name().startsWith("pg_")
        || Names.ALL.contains(name.name());
  }

  /// Loaded when first requested: most checks never do.
  private static final class Names {
    static final Set<String> ALL = read();

    private static Set<String> read() {
      try (InputStream in = BuiltInFunctions.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the jar has no " + RESOURCE);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException("while reading " + RESOURCE, e);
      }
    }
  }
}
