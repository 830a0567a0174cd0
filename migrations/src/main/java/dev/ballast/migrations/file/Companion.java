package dev.ballast.migrations.file;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands among files of SQL and belongs to a tool, without being SQL.
public enum Companion {
  /// sqitch's plan.
  SQITCH_PLAN("(?:.*/)?sqitch\\.plan"),
  /// Drizzle's list of its migrations, in a folder beside them.
  DRIZZLE_JOURNAL("(?:.*/)?meta/_journal\\.json"),
  /// A migration that is a program, by the names that tools give them.
  PROGRAM(
      "(?:.*/)?(?:[0-9]+_[^/]+\\.(?:go|rb|py|php|[cm]?[jt]s)"
          + "|[0-9a-f]{12}_[^/]+\\.py"
          + "|[0-9]{10,}-[^/]+\\.[cm]?[jt]s"
          + "|[VUR][0-9._]*__[^/]+\\.(?:java|kt|groovy|js|py))");

  private final Pattern path;

  Companion(String path) {
    this.path = Pattern.compile(path);
  }

  /// @param path with `/` between names
  static Optional<Companion> of(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path.matcher(path).matches()).findFirst();
  }
}
