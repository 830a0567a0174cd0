package dev.ballast.postgres.jdbc;

import dev.ballast.postgres.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/// A query kept as a resource beside the type that runs it, so that a person can paste it into
/// psql: `<package>/<Type>/<name>.sql`. Where a newer major needs another text, `<name>@17.sql`
/// holds it; the highest variant that is not above the server's major wins.
///
/// Each file opens with comment lines that state the question it answers, the privileges it needs
/// and its columns; they are left out of the answer, so that the server's log shows the query.
public final class SqlResource {
  private SqlResource() {}

  /// The query `name` of `owner` for that server. A missing one is a defect of Ballast.
  public static String load(Class<?> owner, String name, ServerVersion version) {
    for (int major = version.major(); major > ServerVersion.OLDEST_MAJOR; major--) {
      Optional<String> variant = read(owner, name + "@" + major + ".sql");
      if (variant.isPresent()) {
        return variant.get();
      }
    }
    return read(owner, name + ".sql")
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no query " + name + " beside " + owner.getName() + " for " + version));
  }

  private static Optional<String> read(Class<?> owner, String file) {
    try (InputStream in = owner.getResourceAsStream(owner.getSimpleName() + "/" + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(withoutHeader(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String withoutHeader(String text) {
    return text.lines()
        .dropWhile(line -> line.isBlank() || line.startsWith("--"))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
