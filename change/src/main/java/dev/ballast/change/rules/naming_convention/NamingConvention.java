package dev.ballast.change.rules.naming_convention;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.lint.Words;
import dev.ballast.change.rules.NewNames;
import dev.ballast.change.rules.Phrases;
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
  public void check(Scene scene, Judgement judgement) {
    for (String name : NewNames.of(scene)) {
      if (!SNAKE.matcher(name).matches()) {
        judgement
            .hazard(
                scene,
                "%s is not written as the others are: words in lower case, joined by underscores."
                    .formatted(Phrases.quoted(name)))
            .safe(Words.replaced(Spelling.ended(scene.sql()), name, NewNames.plain(name)))
            .advice("Write it in lower_snake_case.")
            .report();
      }
    }
  }
}
