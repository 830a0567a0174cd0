package dev.ballast.cli.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The threat model claims only what an executed attack shows.
final class ThreatLaws {
  private static final Path MODEL = Path.of("docs/explanation/threat-model.md");

  /// `UntrustedMigrationIT.readsNoSecret` in backticks.
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*)\\.([a-z]\\w*)`");

  private ThreatLaws() {}

  static List<Law> all() {
    return List.of(mustNotsAreAttacked());
  }

  private static Law mustNotsAreAttacked() {
    return new Law(
        "must-nots-are-attacked",
        "a line of the threat model without an executed attack is a hope",
        ThreatLaws::unproved,
        """
        == docs/explanation/threat-model.md
        | must not | mechanism | attacked by |
        |---|---|---|
        | read the key | an empty environment | `AttackIT.readsTheKey` |
        == vault/src/test/java/dev/ballast/vault/AttackIT.java
        package dev.ballast.vault;
        final class AttackIT { void readsAnotherThing() {} }
        """,
        """
        == docs/explanation/threat-model.md
        | must not | mechanism | attacked by |
        |---|---|---|
        | read the key | an empty environment | `AttackIT.readsTheKey` |
        == vault/src/test/java/dev/ballast/vault/AttackIT.java
        package dev.ballast.vault;
        final class AttackIT { void readsTheKey() {} }
        """);
  }

  /// Every row of a table of what somebody must not do names a test that is there.
  private static List<String> unproved(House house) {
    if (!house.files().contains(MODEL)) {
      return List.of();
    }
    Set<String> tests = tests(house);
    List<String> breaches = new ArrayList<>();
    List<String> lines = house.text(MODEL).lines().toList();
    boolean mustNots = false;
    for (int i = 0; i < lines.size(); i++) {
      String where = MODEL + ":" + (i + 1);
      String line = lines.get(i);
      if (line.startsWith("| must not ") || !line.startsWith("|")) {
        mustNots = line.startsWith("|");
        continue;
      }
      if (!mustNots || line.startsWith("|---")) {
        continue;
      }
      String[] cells = line.split("(?<!\\\\)\\|", -1);
      Matcher named = TEST.matcher(cells[cells.length - 2]);
      boolean some = false;
      while (named.find()) {
        some = true;
        if (!tests.contains(named.group(1) + "." + named.group(2))) {
          breaches.add(where + ": there is no test " + named.group());
        }
      }
      if (!some) {
        breaches.add(where + ": no test is named");
      }
    }
    return breaches;
  }

  private static Set<String> tests(House house) {
    Set<String> found = new HashSet<>();
    for (Source source : house.sources()) {
      if (source.isTest()) {
        source.tree().accept(new Methods(found), "");
      }
    }
    return found;
  }

  /// Collects `Class.method`, nested classes by their own name.
  private static final class Methods extends TreeScanner<Void, String> {
    private final Set<String> found;

    Methods(Set<String> found) {
      this.found = found;
    }

    @Override
    public Void visitClass(ClassTree type, String outer) {
      for (Tree member : type.getMembers()) {
        if (member instanceof MethodTree method) {
          found.add(type.getSimpleName() + "." + method.getName());
        }
      }
      return super.visitClass(type, type.getSimpleName().toString());
    }
  }
}
