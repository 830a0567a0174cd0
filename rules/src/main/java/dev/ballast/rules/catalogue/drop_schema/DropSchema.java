package dev.ballast.rules.catalogue.drop_schema;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// DROP SCHEMA ... CASCADE.
@NullMarked
public final class DropSchema implements Rule {
  @Override
  public String id() {
    return "drop-schema";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop)
        || drop.kind() != ObjectKind.SCHEMA
        || !drop.cascade()) {
      return;
    }
    for (ObjectName object : drop.objects()) {
      String schema = object.name().name();
      if (CreatedInScript.schema(scene, schema)) {
        continue;
      }
      List<QualifiedName> tables =
          scene.schema().tables().stream()
              .map(KnownTable::name)
              .filter(table -> KnownSchema.key(table).schema().filter(schema::equals).isPresent())
              .toList();
      judgement
          .hazard(
              scene,
              "Every relation in the schema "
                  + Phrases.quoted(schema)
                  + " is dropped with its rows"
                  + known(tables)
                  + ", and whatever elsewhere depends on one of them.")
          .claims(scene.effects())
          .about(tables.toArray(QualifiedName[]::new))
          .safe(
              Stream.concat(
                      contents(scene.schema(), schema, tables),
                      Stream.of(
                          "DROP SCHEMA %s%s RESTRICT"
                              .formatted(
                                  drop.ifExists() ? "IF EXISTS " : "", Phrases.quoted(schema))))
                  .toArray(String[]::new))
          .advice("Drop by name what you mean; RESTRICT then reports what else is in the schema.")
          .report();
    }
  }

  /// The views first, later ones before those that they may read; the tables at once, since foreign
  /// keys may bind any of them to another.
  private static Stream<String> contents(
      KnownSchema known, String schema, List<QualifiedName> tables) {
    Stream<String> views =
        known.views().reversed().stream()
            .filter(
                view -> KnownSchema.key(view.name()).schema().filter(schema::equals).isPresent())
            .map(
                view ->
                    (view.materialized() ? "DROP MATERIALIZED VIEW " : "DROP VIEW ") + view.name());
    return tables.isEmpty()
        ? views
        : Stream.concat(
            views,
            Stream.of(
                tables.stream()
                    .map(QualifiedName::toString)
                    .collect(Collectors.joining(", ", "DROP TABLE ", ""))));
  }

  private static String known(List<QualifiedName> tables) {
    return tables.isEmpty()
        ? ""
        : tables.stream()
            .map(QualifiedName::toString)
            .collect(Collectors.joining(", ", " (known here: ", ")"));
  }
}
