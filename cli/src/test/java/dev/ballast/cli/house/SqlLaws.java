package dev.ballast.cli.house;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.Parsed;
import dev.ballast.sql.grammar.Rejected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the SQL that is run on guarded servers must keep.
final class SqlLaws {
  /// Rooms' queries of guarded servers, as files.
  private static final Pattern FILES =
      Pattern.compile(
          "targets/src/main/resources/.*|protect/src/main/resources/.*"
              + "|change/src/main/resources/.*/LiveWorkload/.*"
              + "|lab/src/main/resources/.*/(SchemaDump|SourceDatabase|SourceStatistics)/.*");

  /// And the classes that hold such queries in their own text.
  private static final Pattern CLASSES =
      Pattern.compile(
          ".*/src/main/java/dev/ballast/"
              + "(targets/check/.*|change/live/.*|lab/schema/SchemaDump"
              + "|protect/backup/.*|postgres/jdbc/.*|protect/verify/(content|snapshot)/.*)\\.java");

  private static final Pattern QUERY =
      Pattern.compile("\\s*\\(?((SELECT|WITH)\\s+\\S|COPY\\s+%s).*", Pattern.DOTALL);

  /// How a statement begins that a person would paste into psql.
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\s*\\(?(SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|COPY|CREATE|ALTER|DROP|DO|SET|GRANT|REVOKE)"
              + "\\s.*",
          Pattern.DOTALL);

  /// Lines of SQL that may stand in Java.
  private static final long SHORT = 5;

  private static final String QUALIFIED = "pg_catalog";

  /// Stands for a table's name, which [dev.ballast.sql.QualifiedIdentifier] prints.
  private static final String PLACE = "place";

  private static final JsonMapper JSON = JsonMapper.shared();

  private SqlLaws() {}

  static List<Law> all() {
    return List.of(
        new Law(
            "foreign-sql-is-qualified",
            "a name without its schema is whatever the owner of a guarded database makes of it",
            SqlLaws::unqualified,
            """
            == targets/src/main/resources/dev/ballast/targets/check/SqlCheck/size.sql
            SELECT pg_catalog.sum(relpages) FROM pg_class
            == protect/src/main/java/dev/ballast/protect/verify/content/Sequences.java
            package dev.ballast.protect.verify.content;
            final class Sequences { String sql = "SELECT count(*) FROM ONLY %s"; }
            """,
            """
            == targets/src/main/resources/dev/ballast/targets/check/SqlCheck/size.sql
            WITH c AS (SELECT relpages::pg_catalog.text AS pages, relpages::bigint FROM pg_catalog.pg_class)
            SELECT pg_catalog.count(*), coalesce(pages, '') FROM c GROUP BY pages
            == protect/src/main/java/dev/ballast/protect/verify/content/Sequences.java
            package dev.ballast.protect.verify.content;
            final class Sequences { String sql = "SELECT pg_catalog.count(*) FROM ONLY %s WHERE ?"; }
            """),
        new Law(
            "long-sql-is-a-file",
            "nobody pastes what stands between quotes into psql, and no test prepares it on every major",
            SqlLaws::inJava,
            """
            == protect/src/main/java/dev/ballast/protect/verify/Shelf.java
            package dev.ballast.protect.verify;
            final class Shelf {
              String block = \"""
                  SELECT 1,
                         2,
                         3,
                         4,
                         5
                    FROM pg_catalog.pg_class
                  \""";
              String sum = "SELECT 1," + " 2," + " 3," + " 4," + " 5" + " FROM pg_catalog.pg_class";
            }
            """,
            """
            == protect/src/main/java/dev/ballast/protect/verify/Shelf.java
            package dev.ballast.protect.verify;
            final class Shelf {
              String five = \"""
                  SELECT 1,
                         2,
                         3,
                         4
                    FROM pg_catalog.pg_class
                  \""";
              String composed(String name, String secret) {
                return "CREATE" + " ROLE " + name + " LOGIN" + " NOINHERIT" + " PASSWORD " + secret;
              }
              String pattern = "(CREATE|DROP) DATABASE" + "|" + "ALTER" + "|" + "VACUUM" + "|" + "DISCARD";
              String prose = \"""
                  Selects

                  nothing

                  at

                  all.
                  \""";
            }
            """));
  }

  private static List<String> inJava(House house) {
    List<String> found = new ArrayList<>();
    for (Source source : house.mainSources()) {
      new LongTexts(source, found::add).scan(source.tree(), null);
    }
    return found;
  }

  /// Finds statements of many lines: texts, and sums of nothing but texts. A sum with names in it
  /// is composed, and no file could hold it.
  private static final class LongTexts extends TreeScanner<Void, Void> {
    private final Source source;
    private final Consumer<String> found;

    LongTexts(Source source, Consumer<String> found) {
      this.source = source;
      this.found = found;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void unused) {
      List<String> texts = texts(sum);
      if (texts.isEmpty()) {
        return super.visitBinary(sum, null);
      }
      check(texts, sum);
      return null;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void unused) {
      check(texts(literal), literal);
      return null;
    }

    private void check(List<String> texts, Tree where) {
      long lines =
          texts.stream().mapToLong(text -> Math.max(1, text.strip().lines().count())).sum();
      if (lines > SHORT && STATEMENT.matcher(String.join("", texts)).matches()) {
        found.accept(source.where(where) + " holds " + lines + " lines of SQL");
      }
    }

    /// The texts that the expression adds up, none where it is anything else.
    private static List<String> texts(Tree tree) {
      return switch (tree) {
        case LiteralTree literal when literal.getValue() instanceof String text -> List.of(text);
        case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
          List<String> left = texts(sum.getLeftOperand());
          List<String> right = texts(sum.getRightOperand());
          yield left.isEmpty() || right.isEmpty()
              ? List.of()
              : Stream.concat(left.stream(), right.stream()).toList();
        }
        default -> List.of();
      };
    }
  }

  private static List<String> unqualified(House house) {
    List<String> found = new ArrayList<>();
    for (Path file : house.files()) {
      if (file.toString().endsWith(".sql") && FILES.matcher(file.toString()).matches()) {
        check(house.text(file), file.toString(), found::add);
      }
    }
    for (Source source : house.mainSources()) {
      if (CLASSES.matcher(source.path().toString()).matches()) {
        new Queries(source, found::add).scan(source.tree(), null);
      }
    }
    return found;
  }

  /// Finds the texts that are queries: literals, and sums that begin with one.
  private static final class Queries extends TreeScanner<Void, Void> {
    private final Source source;
    private final Consumer<String> found;

    Queries(Source source, Consumer<String> found) {
      this.source = source;
      this.found = found;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void unused) {
      if (sum.getKind() != Tree.Kind.PLUS) {
        return super.visitBinary(sum, null);
      }
      check(text(sum), sum);
      return null;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void unused) {
      check(text(literal), literal);
      return null;
    }

    private void check(String text, Tree where) {
      if (QUERY.matcher(text).matches()) {
        SqlLaws.check(filled(text), source.where(where), found);
      }
    }

    private static String text(Tree tree) {
      return switch (tree) {
        case BinaryTree sum -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
        case LiteralTree literal -> String.valueOf(literal.getValue());
        default -> "%s";
      };
    }

    /// What a query is filled with: names of tables, a list of columns, a literal, another query.
    private static String filled(String text) {
      return text.replaceAll("(?<=\\w)%s", "")
          .replaceAll("(?<=ENCODING )%s", "'UTF8'")
          .replaceAll("(?<=LATERAL \\()%s", "SELECT 1")
          .replaceAll("%s", PLACE + ".name")
          .replaceAll("%d", "1");
    }
  }

  private static void check(String sql, String where, Consumer<String> found) {
    switch (Grammar.postgres18().parse(sql.replaceAll("\\?", "\\$1"))) {
      case Rejected rejected -> found.accept(where + " is not SQL: " + rejected.error());
      case Parsed parsed -> {
        JsonNode tree = JSON.readTree(parsed.json());
        Set<String> own = new HashSet<>();
        tree.findValues("ctename").forEach(name -> own.add(name.asString()));
        walk(tree, own, name -> found.accept(where + " names " + name + " without pg_catalog"));
      }
    }
  }

  private static void walk(JsonNode node, Set<String> own, Consumer<String> found) {
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              switch (field.getKey()) {
                case "RangeVar", "relation" -> relation(value, own, found);
                case "FuncCall" -> name(value.path("funcname"), found);
                case "TypeName", "typeName" -> name(value.path("names"), found);
                default -> {}
              }
              walk(value, own, found);
            });
    if (node.isArray()) {
      node.forEach(each -> walk(each, own, found));
    }
  }

  private static void relation(JsonNode relation, Set<String> own, Consumer<String> found) {
    String schema = relation.path("schemaname").asString("");
    String name = relation.path("relname").asString("");
    if (!name.isEmpty()
        && !schema.equals(QUALIFIED)
        && !schema.equals(PLACE)
        && !(schema.isEmpty() && own.contains(name))) {
      found.accept(name);
    }
  }

  private static void name(JsonNode parts, Consumer<String> found) {
    if (parts.size() > 0
        && !parts.get(0).path("String").path("sval").asString().equals(QUALIFIED)) {
      found.accept(parts.get(0).path("String").path("sval").asString());
    }
  }
}
