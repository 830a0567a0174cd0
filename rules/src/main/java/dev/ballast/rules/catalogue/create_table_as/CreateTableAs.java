package dev.ballast.rules.catalogue.create_table_as;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.Batches;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A table made from a query over tables in use.
@NullMarked
public final class CreateTableAs implements Rule {
  /// Clauses behind a WHERE, and what makes more of a query than one SELECT.
  private static final List<String> PLAIN_ENDS =
      List.of(
          "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET", "FETCH", "UNION", "FOR", "DISTINCT");

  @Override
  public String id() {
    return "create-table-as";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableStatement.CreateTableAs.class, Select.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    if (scene.statement() instanceof TableStatement.CreateTableAs create
        && create.kind() == ObjectKind.TABLE
        && create.withData()) {
      create.query().ifPresent(query -> judge(scene, create.name(), query, judgement));
    } else if (scene.statement() instanceof Select(Query query)) {
      query.into().ifPresent(into -> judge(scene, into, query, judgement));
    }
  }

  private static void judge(Scene scene, QualifiedName made, Query query, Judgement judgement) {
    List<QualifiedName> sources =
        query.relations().stream()
            .map(RelationUse::name)
            .filter(source -> !scene.isFresh(source))
            .toList();
    if (sources.isEmpty() || ConditionReach.of(query) == ConditionReach.BOUNDED) {
      return;
    }
    judgement
        .hazard(
            scene,
            "All that the query finds in "
                + sources.getFirst()
                + " is copied in one go, in one snapshot; "
                + made
                + " gets the values alone: no keys, no NOT NULL, no defaults, no identity, no"
                + " indexes, and what is written to "
                + sources.getFirst()
                + " meanwhile is missing.")
        .about(sources.toArray(QualifiedName[]::new))
        .safe(steps(scene, made, query))
        .advice("Make the table with its constraints first, then fill it in batches.")
        .report();
  }

  /// The same columns without rows, and the query by keys where its text can be cut for that.
  private static String[] steps(Scene scene, QualifiedName made, Query query) {
    SqlText text = SqlText.of(Deparser.ended(scene.sql()));
    Optional<Span> into = text.firstOuter("INTO [TEMPORARY|TEMP|UNLOGGED] [TABLE]");
    Optional<String> asked =
        query.into().isEmpty()
            ? text.firstOuter("AS").map(as -> text.text().substring(as.end()).strip())
            : into.flatMap(words -> withoutName(text, words));
    String select = asked.map(it -> SqlText.of(it).without("WITH DATA")).orElse("...");
    String create =
        query.into().isPresent()
            ? "CREATE TABLE " + made + " AS " + select
            : text.without("WITH DATA");
    List<String> steps = new ArrayList<>();
    steps.add(create + " WITH NO DATA");
    steps.add("-- give it its keys, NOT NULL and defaults, then fill it:");
    boolean plain =
        query.kind() == Query.Kind.SELECT
            && query.ctes().isEmpty()
            && query.from().relations().size() == 1
            && query.from().queries().isEmpty()
            && PLAIN_ENDS.stream().noneMatch(end -> SqlText.of(select).firstOuter(end).isPresent());
    if (plain) {
      RelationUse source = query.from().relations().getFirst();
      steps.addAll(
          List.of(Batches.of("INSERT INTO " + made + " " + select, source, false, scene.schema())));
    } else {
      steps.add("-- in batches, each in a transaction of its own: INSERT INTO " + made);
      steps.add("-- with the query and a range of keys in it");
    }
    return steps.toArray(String[]::new);
  }

  /// The text of `SELECT ... INTO name FROM ...` without the name.
  private static Optional<String> withoutName(SqlText text, Span into) {
    List<Token> name =
        text.tokens().stream().filter(token -> token.span().start() >= into.end()).toList();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    int last = 0;
    while (last + 2 < name.size() && name.get(last + 1).isSymbol('.')) {
      last += 2;
    }
    String sql = text.text();
    return Optional.of(
        sql.substring(0, into.start()).stripTrailing()
            + sql.substring(name.get(last).span().end()));
  }
}
