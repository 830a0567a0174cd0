package dev.ballast.rules.catalogue.integer_key_overflow;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.rules.dependents.NewForeignKey;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// A new primary key, serial or identity column that is no bigint, and new columns that point at
/// one of the same script.
@NullMarked
public final class IntegerKeyOverflow implements Rule {
  @Override
  public String id() {
    return "integer-key-overflow";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    List<NewForeignKey> keys = NewForeignKey.of(scene.statement());
    for (NewColumn column : NewColumn.of(scene)) {
      String wide = wide(column.type());
      if (wide.isEmpty()) {
        continue;
      }
      if (isKey(scene.statement(), column.definition(), column.type())) {
        report(
            scene,
            column,
            "%s is full at %s numbers, and then every INSERT fails; numbers of rolled-back INSERTs count too."
                .formatted(column, limit(column.type())),
            judgement);
      } else {
        followed(scene, column, keys)
            .ifPresent(
                key ->
                    report(
                        scene,
                        column,
                        "%s points at %s and ends where that does, at %s."
                            .formatted(column, key, limit(column.type())),
                        judgement));
      }
    }
  }

  private static void report(Scene scene, NewColumn column, String hazard, Judgement judgement) {
    String wide = wide(column.type());
    var draft =
        judgement
            .hazard(scene, hazard)
            .about(column.table())
            .safe(column.rewritten(scene, wide))
            .advice(
                "Make a key, and what points at it, bigint from the start; to change it later"
                    + " rewrites the table.");
    column.withType(scene, wide).ifPresent(draft::fix);
    draft.report();
  }

  /// The key of a table of the same script that is no bigint either, where the column points at it.
  private static Optional<String> followed(
      Scene scene, NewColumn column, List<NewForeignKey> keys) {
    for (NewForeignKey key : keys) {
      int place = key.columns().indexOf(column.definition().name());
      Optional<CreateTable> target = made(scene, key.reference().table());
      if (key.table().equals(column.table()) && place >= 0 && target.isPresent()) {
        List<String> targets =
            key.reference().columns().isEmpty()
                ? primaryKey(target.get())
                : key.reference().columns();
        Optional<String> narrow =
            targets.stream()
                .skip(place)
                .findFirst()
                .filter(name -> isNarrowKey(target.get(), name))
                .map(name -> target.get().name() + "." + QualifiedName.of(name));
        if (narrow.isPresent()) {
          return narrow;
        }
      }
    }
    return Optional.empty();
  }

  /// The statement of this script that makes a table; itself, where it points at its own rows.
  private static Optional<CreateTable> made(Scene scene, QualifiedName table) {
    return Stream.concat(
            Stream.of(scene.statement()),
            scene.script().seen(CreateTable.class).reversed().stream()
                .map(SeenStatement::statement))
        .filter(CreateTable.class::isInstance)
        .map(CreateTable.class::cast)
        .filter(create -> create.persistence() != Persistence.TEMPORARY)
        .filter(create -> KnownSchema.key(create.name()).equals(KnownSchema.key(table)))
        .findFirst();
  }

  private static boolean isNarrowKey(CreateTable create, String name) {
    return create.columns().stream()
        .filter(column -> column.name().equals(name))
        .anyMatch(
            column ->
                column
                    .type()
                    .filter(type -> !wide(type).isEmpty() && isKey(create, column, type))
                    .isPresent());
  }

  /// The wide type in its place; empty where it is wide or no integer.
  private static String wide(TypeName type) {
    if (type.isSerial()) {
      return type.name().name().contains("big") || type.name().name().endsWith("8")
          ? ""
          : "bigserial";
    }
    return type.arrayDimensions() == 0 && (type.isSystem("int4") || type.isSystem("int2"))
        ? "bigint"
        : "";
  }

  private static String limit(TypeName type) {
    String name = type.name().name();
    return name.contains("small") || name.endsWith("2") ? "32,767" : "2,147,483,647";
  }

  private static boolean isKey(Statement statement, ColumnDefinition column, TypeName type) {
    boolean counts = type.isSerial() || column.constraint(Constraint.Kind.IDENTITY).isPresent();
    boolean primary =
        column.constraint(Constraint.Kind.PRIMARY_KEY).isPresent()
            || (statement instanceof CreateTable create
                && primaryKey(create).equals(List.of(column.name())));
    // The code of a short list: nobody numbers rows to 32,767 by hand.
    boolean code = type.isSystem("int2") && column.constraint(Constraint.Kind.DEFAULT).isEmpty();
    return counts || (primary && !code);
  }

  private static List<String> primaryKey(CreateTable create) {
    return Stream.concat(
            create.columns().stream()
                .filter(column -> column.constraint(Constraint.Kind.PRIMARY_KEY).isPresent())
                .map(column -> List.of(column.name())),
            create.constraints().stream()
                .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
                .map(Constraint::columns))
        .findFirst()
        .orElse(List.of());
  }
}
