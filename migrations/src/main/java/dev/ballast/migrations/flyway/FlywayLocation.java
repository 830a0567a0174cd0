package dev.ballast.migrations.flyway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// A place in which Flyway looks for scripts, with all folders below it.
///
/// @param written as the configuration has it
/// @param paths which absolute paths of files are in it; empty where that is not known here
public record FlywayLocation(String written, Optional<Pattern> paths) {
  private static final String FILES = "filesystem:";
  private static final String CLASSES = "classpath:";

  /// Reads a location. A relative one may start anywhere: at the working folder of
  /// Flyway, or at a folder of resources.
  static FlywayLocation of(String written) {
    String path = written.replace('\\', '/').replace("{vendor}", "postgresql");
    boolean files = path.startsWith(FILES);
    if (files || path.startsWith(CLASSES)) {
      path = path.substring(files ? FILES.length() : CLASSES.length());
    } else if (path.matches("[a-z0-9]+:.*")) {
      return new FlywayLocation(written, Optional.empty());
    }
    boolean absolute = files && path.startsWith("/");
    boolean globs = path.contains("*") || path.contains("?");
    if (absolute && !globs && !Files.isDirectory(Path.of(path))) {
      return new FlywayLocation(written, Optional.empty());
    }
    String inner = path.replaceAll("^(?:\\.{0,2}/)+|/+$", "");
    if (inner.isEmpty() || inner.equals(".") || path.indexOf(0) >= 0) {
      return new FlywayLocation(written, Optional.empty());
    }
    String start = absolute ? "/" : "(?:.*/)?";
    return new FlywayLocation(
        written, Optional.of(Pattern.compile(start + expression(inner) + "/.*")));
  }

  /// `**` stands for folders, `*` and `?` for what is in a name.
  private static String expression(String path) {
    StringBuilder expression = new StringBuilder();
    int at = 0;
    while (at < path.length()) {
      if (path.startsWith("**/", at)) {
        expression.append("(?:.*/)?");
        at += 3;
      } else if (path.startsWith("**", at)) {
        expression.append(".*");
        at += 2;
      } else {
        char c = path.charAt(at++);
        expression.append(
            c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
      }
    }
    return expression.toString();
  }

  boolean contains(Path file) {
    String path = file.toString().replace('\\', '/');
    return paths.filter(pattern -> pattern.matcher(path).matches()).isPresent();
  }
}
