package dev.ballast.change.catalogue;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.catalogue.RuleFolder;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Generates neighbours of the scripts of every rule that claims a refusal: each statement of
/// `fires.sql`, and `near_miss.sql` as a whole, with their tables under other names, in other
/// places, of another age.
final class ScriptNeighbours {
  private static final long SEED = 18;

  /// One of so many of the cases that need the server for themselves, which take long.
  private static final int ONE_OF = 3;

  private final Random random = new Random(SEED);
  private final List<Neighbour> made = new ArrayList<>();

  private ScriptNeighbours() {}

  static List<Neighbour> of(int major) {
    ScriptNeighbours all = new ScriptNeighbours();
    for (RuleFolder folder : RuleFolder.all()) {
      String fires = folder.script("fires", major).orElseThrow();
      if (claims(folder, fires, major)) {
        List<String> statements = statements(folder.migration(fires, true));
        if (statements.stream().anyMatch(each -> each.startsWith("BEGIN"))) {
          all.add(folder, "fires", statements);
        } else {
          statements.forEach(each -> all.add(folder, "fires", List.of(each)));
        }
        String near = folder.script("near_miss", major).orElseThrow();
        all.add(folder, "near-miss", statements(folder.migration(near, true)));
      }
    }
    return List.copyOf(all.made);
  }

  private static boolean claims(RuleFolder folder, String script, int major) {
    List<Migration> migrations = new ArrayList<>(folder.history());
    migrations.add(folder.migration(script, true));
    return new Linter(AllRules.catalogue(), LintOptions.of(major), KnownSchema.unknown())
            .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
            .scripts()
            .getLast()
            .hazards()
            .stream()
            .anyMatch(hazard -> hazard.rule().equals(folder.id()) && hazard.refusal().isPresent());
  }

  private static List<String> statements(Migration migration) {
    return SafeRun.statements(migration.up().script().source().text());
  }

  /// What is done to the scripts.
  private enum Twist {
    AS_IT_IS,
    QUALIFIED,
    RENAMED,
    MOVED,
    IN_A_BLOCK,
    IN_A_DO_BLOCK,
    FRESH
  }

  private void add(RuleFolder folder, String name, List<String> statements) {
    List<String> setup = folder.ownHistory().map(ScriptNeighbours::statements).orElse(List.of());
    List<String> names = mentioned(setup, statements);
    for (Twist twist : Twist.values()) {
      List<String> script = twisted(setup, statements, names, twist);
      Neighbour neighbour =
          new Neighbour(
              folder.id() + "/" + name,
              twist.toString(),
              twist == Twist.FRESH ? List.of() : setup,
              List.of(),
              script);
      if (!neighbour.byItself() || random.nextInt(ONE_OF) == 0) {
        made.add(neighbour);
      }
    }
  }

  /// @param names what the statements name
  private static List<String> twisted(
      List<String> setup, List<String> statements, List<String> names, Twist twist) {
    return switch (twist) {
      case AS_IT_IS -> statements;
      case QUALIFIED -> named(statements, names, "public.$0");
      case RENAMED -> {
        List<String> script = new ArrayList<>();
        names.forEach(each -> script.add("ALTER TABLE %s RENAME TO %s_2".formatted(each, each)));
        script.addAll(named(statements, names, "$0_2"));
        yield script;
      }
      case MOVED -> {
        List<String> script = new ArrayList<>();
        script.add("CREATE SCHEMA elsewhere");
        names.forEach(each -> script.add("ALTER TABLE " + each + " SET SCHEMA elsewhere"));
        script.addAll(named(statements, names, "elsewhere.$0"));
        yield script;
      }
      case IN_A_BLOCK -> {
        List<String> script = new ArrayList<>();
        boolean own = statements.stream().anyMatch(each -> each.startsWith("BEGIN"));
        if (!own) {
          script.add("BEGIN");
        }
        script.addAll(statements);
        if (!own) {
          script.add("COMMIT");
        }
        yield script;
      }
      case IN_A_DO_BLOCK -> statements.stream().map(ScriptNeighbours::inDoBlock).toList();
      case FRESH -> {
        List<String> script = new ArrayList<>(setup);
        script.addAll(statements);
        yield script;
      }
    };
  }

  private static String inDoBlock(String statement) {
    boolean plain =
        Pattern.compile(
                "(?is)^(ALTER|DROP|CREATE (TABLE|INDEX|UNIQUE|OR REPLACE VIEW)|UPDATE|INSERT"
                    + "|REFRESH|REINDEX)\\b.*")
            .matcher(statement)
            .matches();
    return plain ? "DO $do$ BEGIN " + statement + "; END $do$" : statement;
  }

  /// The plain names of the tables and views that the statements name.
  private static List<String> mentioned(List<String> setup, List<String> statements) {
    List<String> before = new ArrayList<>(statements(RuleFolder.shop()));
    before.addAll(setup);
    KnownSchema schema =
        KnownSchema.after(
            new Neighbour("", "", before, List.of(), List.of()).before().up().script());
    List<String> names = new ArrayList<>();
    schema.tables().stream().map(KnownTable::name).forEach(each -> names.add(each.name()));
    schema.views().stream().map(KnownView::name).forEach(each -> names.add(each.name()));
    return names.stream()
        .filter(each -> QualifiedName.of(each).toString().equals(each))
        .filter(each -> statements.stream().anyMatch(sql -> pattern(each).matcher(sql).find()))
        .toList();
  }

  private static List<String> named(List<String> statements, List<String> names, String to) {
    List<String> all = new ArrayList<>();
    for (String statement : statements) {
      String text = statement;
      for (String name : names) {
        text =
            pattern(name)
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(to).replace("\\$0", name));
      }
      all.add(text);
    }
    return all;
  }

  private static Pattern pattern(String name) {
    return Pattern.compile("(?<![\\w.\"'])(?:public\\.)?\"?" + name + "\"?(?![\\w\"'])");
  }
}
