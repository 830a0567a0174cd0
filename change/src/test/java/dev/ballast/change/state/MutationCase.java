package dev.ballast.change.state;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A case of a file of mutations.
///
/// @param outside whether it runs in no transaction
/// @param undo what takes back what no transaction does
/// @param expected what each line of the difference begins with
record MutationCase(
    String title, boolean outside, String statements, List<String> undo, List<String> expected) {
  private static final Pattern SINCE = Pattern.compile("@(\\d+)");
  private static final Pattern TITLE = Pattern.compile("^== ", Pattern.MULTILINE);
  private static final Pattern EXPECTED = Pattern.compile("->(\\.\\.)?(\\d+)? (.*)");

  /// Those for a major.
  static List<MutationCase> of(String file, int major) {
    return TITLE
        .splitAsStream(file)
        .skip(1)
        .filter(text -> isFor(text.lines().findFirst().orElseThrow(), major))
        .map(text -> one(text.lines().toList(), major))
        .toList();
  }

  /// Whether it changes what other statements mean, or is in no transaction.
  boolean alone() {
    return outside
        || !undo.isEmpty()
        || statements.contains("ALTER ROLE")
        || statements.contains("GRANT alice")
        || statements.contains("REVOKE alice")
        || statements.contains("DEFAULT PRIVILEGES");
  }

  /// Whether it takes away, or makes unusable, what another statement may name.
  boolean removes() {
    return expected.isEmpty()
        || statements.contains("DROP")
        || statements.contains("RENAME")
        || statements.contains("DETACH")
        || statements.contains("OR REPLACE")
        || statements.contains("SET TABLE ")
        || statements.contains("lo_unlink")
        || statements.contains("NOT OF")
        || statements.contains("UPDATE pg_")
        || statements.contains("SET SCHEMA");
  }

  /// What is sent at once: each line, but of what begins a transaction all.
  List<String> paragraphs() {
    return statements.startsWith("BEGIN") ? List.of(statements) : statements.lines().toList();
  }

  private static boolean isFor(String title, int major) {
    Matcher since = SINCE.matcher(title);
    return !since.find() || Integer.parseInt(since.group(1)) <= major;
  }

  private static MutationCase one(List<String> lines, int major) {
    List<String> statements = new ArrayList<>();
    List<String> undo = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher reported = EXPECTED.matcher(line);
      if (reported.matches()) {
        if (applies(reported, major)) {
          expected.add(reported.group(3));
        }
      } else if (line.startsWith("! ")) {
        undo.add(line.substring(2));
      } else {
        statements.add(line);
      }
    }
    return new MutationCase(
        lines.getFirst(),
        lines.getFirst().startsWith("outside"),
        String.join("\n", statements),
        undo,
        expected);
  }

  private static boolean applies(Matcher reported, int major) {
    if (reported.group(2) == null) {
      return true;
    }
    int bound = Integer.parseInt(reported.group(2));
    return reported.group(1) == null ? major >= bound : major <= bound;
  }
}
