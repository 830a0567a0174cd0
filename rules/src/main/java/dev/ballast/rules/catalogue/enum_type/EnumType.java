package dev.ballast.rules.catalogue.enum_type;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.TypeStatement.CreateEnum;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// CREATE TYPE ... AS ENUM.
@NullMarked
public final class EnumType implements Rule {
  @Override
  public String id() {
    return "enum-type";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateEnum.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateEnum create) {
      String values =
          create.values().stream().map(Deparser::literal).collect(Collectors.joining(", "));
      judgement
          .hazard(
              scene,
              "No value of %s can ever be taken away; to do so, every table with a column of it is"
                      .formatted(create.name())
                  + " rewritten.")
          .safe("CREATE TABLE <table> (<column> text CHECK (<column> IN (%s)))".formatted(values))
          .advice("Use text with a CHECK, or a table of values and a foreign key.")
          .report();
    }
  }
}
