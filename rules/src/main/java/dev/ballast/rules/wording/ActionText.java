package dev.ballast.rules.wording;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Edit;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Located;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TypeName;
import dev.ballast.sql.tree.Walk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One action of an ALTER TABLE on a table that others use, with its words as written.
///
/// @param sql the action's text, without the comma after it
public record ActionText<T extends AlterAction>(
    Scene scene, AlterTable alter, T action, String sql) {
  private static final String ADD = "ADD";

  public ActionText {
    requireNonNull(scene, "scene is null");
    requireNonNull(alter, "alter is null");
    requireNonNull(action, "action is null");
    requireNonNull(sql, "sql is null");
  }

  /// The actions of that kind; none where the statement is no ALTER TABLE, or its table was made by
  /// this script, so that nobody waits for it.
  public static <T extends AlterAction> List<ActionText<T>> of(Scene scene, Class<T> kind) {
    return scene.statement() instanceof AlterTable alter && scene.isFresh(alter.name())
        ? List.of()
        : any(scene, kind);
  }

  /// The same for a table of any age.
  public static <T extends AlterAction> List<ActionText<T>> any(Scene scene, Class<T> kind) {
    if (!(scene.statement() instanceof AlterTable alter) || alter.kind() != ObjectKind.TABLE) {
      return List.of();
    }
    List<ActionText<T>> found = new ArrayList<>();
    for (int i = 0; i < alter.actions().size(); i++) {
      if (kind.isInstance(alter.actions().get(i))) {
        int end = i + 1 < alter.actions().size() ? alter.actions().get(i + 1).offset() : -1;
        String sql = slice(scene.sql(), alter.actions().get(i).offset(), end).strip();
        found.add(
            new ActionText<>(
                scene,
                alter,
                kind.cast(alter.actions().get(i)),
                sql.endsWith(",") ? sql.substring(0, sql.length() - 1).strip() : sql));
      }
    }
    return found;
  }

  /// The ADD CONSTRAINT actions of that kind, without those that check no row now.
  public static List<ActionText<AddConstraint>> constraints(Scene scene, Constraint.Kind kind) {
    return of(scene, AddConstraint.class).stream()
        .filter(each -> each.action().constraint().kind() == kind)
        .filter(each -> !each.action().constraint().notValid())
        .filter(each -> !each.action().constraint().notEnforced())
        .toList();
  }

  /// The ADD COLUMN actions, without those of columns that are known to be there.
  public static List<ActionText<AddColumn>> newColumns(Scene scene) {
    return of(scene, AddColumn.class).stream()
        .filter(each -> !each.action().ifNotExists() || each.known().isEmpty())
        .toList();
  }

  private Optional<?> known() {
    return scene
        .schema()
        .table(table())
        .flatMap(
            known ->
                action instanceof AddColumn add ? known.column(add.column()) : Optional.empty());
  }

  public QualifiedName table() {
    return alter.name();
  }

  /// What is known of the table, where its CREATE TABLE was seen.
  public Optional<KnownTable> whole() {
    return scene.schema().table(table()).filter(KnownTable::whole);
  }

  /// A hazard at this action, which claims all that the statement does.
  public Judgement.Draft locking(Judgement judgement, String what) {
    return hazard(judgement, what).claims(scene.effects());
  }

  /// A hazard at this action.
  public Judgement.Draft hazard(Judgement judgement, String what) {
    return judgement.hazard(scene, what).at(span()).about(table());
  }

  /// `ADD CONSTRAINT name` and the constraint as written, with its name where none was written.
  public String withName(String name) {
    boolean unnamed =
        action instanceof AddConstraint(int at, Constraint constraint)
            && constraint.name().isEmpty();
    return unnamed && sql.regionMatches(true, 0, ADD, 0, ADD.length())
        ? "ADD CONSTRAINT " + QualifiedName.of(name) + " " + sql.substring(ADD.length()).strip()
        : sql;
  }

  /// `ADD COLUMN a integer` with the clauses that are kept.
  public String column(ColumnDefinition column, Predicate<Constraint> kept) {
    return column(column, column.type().map(TypeName::canonical).orElse("text"), kept);
  }

  /// The same with another type.
  public String column(ColumnDefinition column, String type, Predicate<Constraint> kept) {
    StringBuilder text = new StringBuilder("ADD COLUMN " + QualifiedName.of(column.name()));
    text.append(' ').append(type);
    column.collation().ifPresent(each -> text.append(" COLLATE ").append(each));
    column.constraints().stream()
        .filter(kept)
        .flatMap(each -> words(column, each).stream())
        .forEach(each -> text.append(' ').append(each));
    return text.toString();
  }

  /// The table, and how many are below it: `events and the 3 tables below it`.
  public String described() {
    int below = alter.only() ? 0 : scene.schema().allHeirs(table()).size();
    return table()
        + (below == 0
            ? ""
            : " and the " + below + (below == 1 ? " table" : " tables") + " below it");
  }

  /// `ALTER TABLE orders ` and the rest.
  public String alterTable(String rest) {
    return "ALTER TABLE " + (alter.only() ? "ONLY " : "") + table() + " " + rest;
  }

  /// The expression as written, up to the next clause of the column; empty where the text does not
  /// show it.
  public Optional<String> words(ColumnDefinition column, Constraint clause) {
    if (clause.offset() < 0 || scene.sql().isEmpty()) {
      return Optional.empty();
    }
    int next =
        column.constraints().stream()
            .mapToInt(Located::offset)
            .filter(offset -> offset > clause.offset())
            .min()
            .orElse(-1);
    int start = action.offset();
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    int from = clause.offset() - start;
    int to = next < 0 ? bytes.length : next - start;
    return from < 0 || to > bytes.length || from > to
        ? Optional.empty()
        : Optional.of(new String(bytes, from, to - from, StandardCharsets.UTF_8).strip());
  }

  /// The name that PostgreSQL gives a constraint of the table: the table, the columns that it
  /// names, the suffix, and a number where another constraint has that name.
  public String constraintName(Constraint constraint, String suffix, String... columns) {
    return constraint
        .name()
        .orElseGet(
            () -> nameOf(suffix, columns.length == 0 ? constraint.columns() : List.of(columns)));
  }

  private String nameOf(String suffix, List<String> columns) {
    String among = columns.isEmpty() ? "" : "_" + String.join("_", columns);
    String name = table().name() + among + suffix;
    String free = name;
    for (int i = 1; isTaken(free); i++) {
      free = name + i;
    }
    return free;
  }

  private boolean isTaken(String name) {
    return scene.schema().table(table()).stream()
        .flatMap(known -> known.constraints().stream())
        .anyMatch(constraint -> constraint.name().equals(name));
  }

  /// The columns that a CHECK reads, as PostgreSQL counts them for a name: one, or none.
  public static List<String> soleColumn(Expression check) {
    List<String> columns =
        Walk.of(check).every(Expression.ColumnReference.class).stream()
            .map(Expression.ColumnReference::column)
            .distinct()
            .toList();
    return columns.size() == 1 ? columns : List.of();
  }

  /// The edit that appends words to the statement and lets others follow it; empty where the
  /// statement does more than this action, or where what follows would run in its transaction.
  public Optional<Edit> append(String words, String... following) {
    if (!isMechanical()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(words);
    Arrays.stream(following).forEach(each -> text.append(";\n").append(each));
    int end = scene.span().end();
    return Optional.of(new Edit(new Span(end, end), text.toString()));
  }

  /// Alone in its statement, which says neither ONLY nor IF EXISTS, and in no transaction.
  private boolean isMechanical() {
    return !scene.inTransaction()
        && scene.within().isEmpty()
        && alter.actions().size() == 1
        && !alter.only()
        && !alter.ifExists();
  }

  /// The edit that puts these statements in the place of this one; empty where it does more than
  /// this action, or where they would run in one transaction. A remark stays a remark.
  public Optional<Edit> replace(List<String> steps) {
    if (!isMechanical()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      boolean remark = step.startsWith("--");
      text.append(text.isEmpty() ? "" : "\n").append(step).append(remark ? "" : ";");
    }
    // The statement's own semicolon ends the last one.
    text.setLength(text.length() - 1);
    return Optional.of(new Edit(scene.span(), text.toString()));
  }

  /// Where the action stands; the whole statement where its text is not the script's.
  private Span span() {
    SourceText source = scene.source();
    boolean shown = source.text(scene.span()).equals(scene.sql());
    int from = action.offset();
    if (!shown || from < 0) {
      return scene.span();
    }
    int start = source.charAt(scene.span().start(), from);
    return new Span(start, Math.min(start + sql.length(), scene.span().end()));
  }

  /// All actions of an ALTER TABLE as written, of its text.
  public static String actions(String sql, AlterTable alter) {
    return slice(sql, alter.actions().getFirst().offset(), -1).strip();
  }

  private static String slice(String text, int from, int to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int start = Math.max(from, 0);
    int end = to < 0 ? bytes.length : Math.min(to, bytes.length);
    return start > end ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
