package dev.ballast.observe.text;

import java.util.Locale;
import java.util.Set;

/// The words that statements begin with ("SQL Commands" in the manual).
final class Commands {
  private static final Set<String> ALL =
      Set.of(
          "abort",
          "alter",
          "analyze",
          "begin",
          "call",
          "checkpoint",
          "close",
          "cluster",
          "comment",
          "commit",
          "copy",
          "create",
          "deallocate",
          "declare",
          "delete",
          "discard",
          "do",
          "drop",
          "end",
          "execute",
          "explain",
          "fetch",
          "grant",
          "import",
          "insert",
          "listen",
          "load",
          "lock",
          "merge",
          "move",
          "notify",
          "prepare",
          "reassign",
          "refresh",
          "reindex",
          "release",
          "reset",
          "revoke",
          "rollback",
          "savepoint",
          "security",
          "select",
          "set",
          "show",
          "start",
          "table",
          "truncate",
          "unlisten",
          "update",
          "vacuum",
          "values",
          "with");

  private Commands() {}

  static boolean isOne(String word) {
    return ALL.contains(word);
  }

  static String written(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
