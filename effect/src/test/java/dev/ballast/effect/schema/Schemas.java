package dev.ballast.effect.schema;

import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Schemas from a script, and what is in them in a form that a test can write down.
final class Schemas {
  static final Moment FIRST = new Moment(1, 1);
  static final Moment SECOND = new Moment(2, 1);

  private Schemas() {}

  static KnownSchema of(String script) {
    KnownSchema schema = KnownSchema.unknown();
    apply(schema, script, FIRST);
    return schema;
  }

  static void apply(KnownSchema schema, String text, Moment moment) {
    Script script = ScriptSplitter.split(SourceText.of(text));
    for (ScriptPart part : script.parts()) {
      if (part instanceof ScriptPart.Sql sql) {
        schema.apply(statement(script.text(sql)), moment);
      }
    }
  }

  private static Statement statement(String sql) {
    if (Parser.postgres18().parse(sql) instanceof Understood(Statement statement)) {
      return statement;
    }
    throw new AssertionError("not understood: " + sql);
  }

  static KnownTable table(KnownSchema schema, String name) {
    return schema.table(name(name)).orElseThrow(() -> new AssertionError("no table " + name));
  }

  static QualifiedName name(String text) {
    String[] words = text.split("\\.", -1);
    return words.length == 1 ? QualifiedName.of(text) : QualifiedName.of(words[0], words[1]);
  }

  /// `t, s.u`.
  static String tables(KnownSchema schema) {
    return told(schema.tables().stream().map(table -> table.name().toString()));
  }

  /// `v, w`.
  static String views(KnownSchema schema) {
    return told(schema.views().stream().map(view -> view.name().toString()));
  }

  /// `id bigint!, note text =, nr integer! IDENTITY`: NOT NULL as `!`, a default as `=`.
  static String columns(KnownSchema schema, String table) {
    return String.join(", ", table(schema, table).columns().stream().map(Schemas::column).toList());
  }

  private static String column(KnownColumn column) {
    return column.name()
        + " "
        + column.type().canonical()
        + (column.notNull() ? "!" : "")
        + (column.defaultValue().isPresent() ? " =" : "")
        + (column.generation() == KnownColumn.Generation.NONE ? "" : " " + column.generation());
  }

  /// `t_pkey PRIMARY_KEY(id), t_a_fkey FOREIGN_KEY(a)->u`, without the NOT NULL of columns.
  static String constraints(KnownSchema schema, String table) {
    return told(
        table(schema, table).constraints().stream()
            .filter(each -> each.kind() != Constraint.Kind.NOT_NULL)
            .map(Schemas::constraint));
  }

  private static String constraint(KnownConstraint each) {
    Optional<String> to = each.references().map(table -> "->" + table);
    return each.name()
        + " "
        + each.kind()
        + "("
        + String.join(",", each.columns())
        + ")"
        + to.orElse("");
  }

  /// `t_pkey(id), t_a_idx(a)`.
  static String indexes(KnownSchema schema, String relation) {
    return told(
        schema.indexesOf(name(relation)).stream()
            .map(index -> index.name() + "(" + String.join(",", index.columns()) + ")"));
  }

  /// `t_id_seq of t.id, s`.
  static String sequences(KnownSchema schema) {
    List<String> told = new ArrayList<>();
    for (KnownSequence each : schema.sequences()) {
      String owner =
          each.table().map(table -> " of " + table + "." + each.column().orElse("")).orElse("");
      told.add(each.name() + owner);
    }
    return told(told.stream());
  }

  private static String told(Stream<String> names) {
    return String.join(", ", names.sorted().toList());
  }
}
