package dev.ballast.rules.catalogue.naming_convention;

import dev.ballast.rules.dependents.NewNames;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.script.SqlText;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/// A new relation or column whose name is not lower_snake_case.
@NullMarked
public final class NamingConvention implements Rule {
  private static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9]*+(_[a-z0-9]++)*+");

  @Override
  public String id() {
    return "naming-convention";
  }

  @Override
  public Subjects subjects() {
    return NewNames.SUBJECTS;
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (String name : NewNames.of(scene)) {
      if (!SNAKE.matcher(name).matches()) {
        judgement
            .hazard(
                scene,
                "%s is not written as the others are: words in lower case, joined by underscores."
                    .formatted(Phrases.quoted(name)))
            .safe(SqlText.of(Deparser.ended(scene.sql())).renamed(name, NewNames.plain(name)))
            .advice("Write it in lower_snake_case.")
            .report();
      }
    }
  }
}
