package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The actions of one ALTER TABLE with their words as written.
///
/// @param sql the statement's text
public record AlterActions(AlterTable alter, String sql) {
  /// The remark before actions that the form of another one leaves as they are.
  public static final String OTHERS = "-- the statement's other actions:";

  /// Remarks, and statements that run whether the table exists or not.
  private static final Pattern REGARDLESS =
      Pattern.compile("\\A(?:--|(?:SET|RESET|BEGIN|COMMIT)\\b)|\\bIF EXISTS\\b");

  public AlterActions {
    requireNonNull(alter, "alter is null");
    requireNonNull(sql, "sql is null");
  }

  /// The action's text, without the comma after it.
  public String text(AlterAction action) {
    List<AlterAction> actions = alter.actions();
    int next = actions.indexOf(action) + 1;
    String text =
        slice(action.offset(), next < actions.size() ? actions.get(next).offset() : -1).strip();
    return next < actions.size() && text.endsWith(",")
        ? text.substring(0, text.length() - 1).strip()
        : Deparser.ended(text);
  }

  /// All actions as written.
  public String text() {
    return slice(alter.actions().getFirst().offset(), -1).strip();
  }

  /// `ALTER TABLE orders ` and the rest.
  public String alterTable(String rest) {
    return "ALTER TABLE " + (alter.only() ? "ONLY " : "") + alter.name() + " " + rest;
  }

  /// The same steps, which name the table as the statement does: with its ONLY and IF EXISTS. A
  /// remark says so where other statements know no IF EXISTS, and the table may be missing.
  public List<String> addressed(List<String> steps, KnownSchema schema) {
    String plain = "ALTER TABLE " + alter.name() + " ";
    String only = "ALTER TABLE ONLY " + alter.name() + " ";
    if (!alter.ifExists() && !alter.only()) {
      return steps;
    }
    String exists = alter.ifExists() ? "IF EXISTS " : "";
    List<String> kept = new ArrayList<>();
    boolean others = false;
    for (String step : steps) {
      if (step.startsWith(plain) || step.startsWith(only)) {
        boolean alone = alter.only() || step.startsWith(only);
        String rest = step.substring((step.startsWith(only) ? only : plain).length());
        kept.add("ALTER TABLE " + exists + (alone ? "ONLY " : "") + alter.name() + " " + rest);
      } else {
        others |= !REGARDLESS.matcher(step).find();
        kept.add(step);
      }
    }
    if (others
        && alter.ifExists()
        && schema.table(alter.name()).filter(KnownTable::whole).isEmpty()) {
      kept.addFirst(
          "-- only where " + alter.name() + " exists, as not all of this knows IF EXISTS:");
    }
    return kept;
  }

  /// What to write instead of the whole statement.
  ///
  /// @param instead what to write instead of an action; no step where it stays as it is
  public List<String> whole(Function<AlterAction, List<String>> instead) {
    List<String> steps = new ArrayList<>();
    List<AlterAction> asTheyAre = new ArrayList<>();
    List<AlterAction> ordered = new ArrayList<>(alter.actions());
    ordered.sort(Comparator.comparingInt(AlterActions::pass));
    Map<AlterAction, List<String>> forms = new HashMap<>();
    ordered.forEach(action -> forms.put(action, new ArrayList<>(instead.apply(action))));
    List<AlterAction> exchanged = exchanged(ordered, forms);
    for (AlterAction action : ordered) {
      List<String> form = forms.get(action);
      if (!form.isEmpty()) {
        add(asTheyAre, steps);
        steps.addAll(form);
      } else if (!exchanged.contains(action)) {
        asTheyAre.add(action);
      }
    }
    add(asTheyAre, steps);
    return steps;
  }

  /// Puts a constraint's drop into the step that adds the one in its place, so that there is no
  /// time without either, and nothing is built after the drop. Where columns are dropped or
  /// changed, they may need the constraint to be gone first.
  ///
  /// @return the drops that stand in another step now
  private List<AlterAction> exchanged(
      List<AlterAction> ordered, Map<AlterAction, List<String>> forms) {
    if (ordered.stream().anyMatch(AlterActions::mayNeedADrop)) {
      return List.of();
    }
    Map<AlterAction, Step> targets = new HashMap<>();
    for (AlterAction action : ordered) {
      if (action instanceof ConstraintAction.DropConstraint drop && forms.get(action).isEmpty()) {
        ordered.stream()
            .filter(AddConstraint.class::isInstance)
            .flatMap(added -> adding(forms.get(added)).stream())
            .max(Comparator.comparingInt(step -> fits(step.sql(), drop.name())))
            .ifPresent(step -> targets.put(action, step));
      }
    }
    List<AlterAction> exchanged = ordered.stream().filter(targets::containsKey).toList();
    String table = alterTable("");
    for (AlterAction drop : exchanged.reversed()) {
      Step step = targets.get(drop);
      String rest = step.form().get(step.number()).substring(table.length());
      step.form().set(step.number(), alterTable(text(drop) + ", " + rest));
    }
    return exchanged;
  }

  /// A step of a form.
  private record Step(List<String> form, int number) {
    String sql() {
      return form.get(number);
    }
  }

  /// The steps that add a constraint.
  private List<Step> adding(List<String> form) {
    return IntStream.range(0, form.size())
        .filter(i -> form.get(i).startsWith(alterTable("ADD CONSTRAINT ")))
        .mapToObj(i -> new Step(form, i))
        .toList();
  }

  /// How well a constraint that is added takes the place of the one of that name.
  private static int fits(String step, String dropped) {
    boolean same = step.contains(" ADD CONSTRAINT " + QualifiedName.of(dropped) + " ");
    return (same ? 2 : 0) + (step.contains(" USING INDEX ") ? 1 : 0);
  }

  private static boolean mayNeedADrop(AlterAction action) {
    return switch (action) {
      case ColumnAction.DropColumn _, ColumnAction.DropNotNull _, ColumnAction.AlterType _ -> true;
      case ColumnAction _, ConstraintAction _, TableAction _, AlterAction.OtherAction _ -> false;
    };
  }

  private void add(List<AlterAction> asTheyAre, List<String> steps) {
    if (asTheyAre.isEmpty()) {
      return;
    }
    if (!steps.isEmpty()) {
      steps.add(OTHERS);
    }
    steps.add(alterTable(asTheyAre.stream().map(this::text).collect(Collectors.joining(", "))));
    asTheyAre.clear();
  }

  /// The order in which PostgreSQL does the actions of one statement, however they are written: the
  /// passes of `src/backend/commands/tablecmds.c`. What is done in a new table comes last, so that
  /// this table begins with all else.
  private static int pass(AlterAction action) {
    return switch (action) {
      case ColumnAction.DropColumn _,
          ColumnAction.DropDefault _,
          ColumnAction.DropNotNull _,
          ColumnAction.DropExpression _,
          ColumnAction.DropIdentity _,
          ConstraintAction.DropConstraint _ ->
          0;
      case ColumnAction.AlterType _ -> 1;
      case ColumnAction.AddColumn _ -> 2;
      case ColumnAction.SetExpression _ -> 3;
      case ColumnAction.SetNotNull _,
          ColumnAction.SetDefault _,
          ColumnAction.AddIdentity _,
          ColumnAction.SetIdentity _ ->
          4;
      case AddConstraint(int _, Constraint constraint) ->
          constraint.kind() == Constraint.Kind.EXCLUSION ? 7 : 5;
      case TableAction.SetLogged _, TableAction.SetTablespace _, TableAction.SetAccessMethod _ -> 7;
      case ColumnAction _, ConstraintAction _, TableAction _, AlterAction.OtherAction _ -> 6;
    };
  }

  private String slice(int from, int to) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    int start = Math.max(from, 0);
    int end = to < 0 ? bytes.length : Math.min(to, bytes.length);
    return start > end ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
