package dev.ballast.change.rules.name_needs_quotes;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.lint.Words;
import dev.ballast.change.rules.NewNames;
import dev.ballast.change.rules.Phrases;
import org.jspecify.annotations.NullMarked;

/// A new relation or column whose name is no plain lower-case word.
@NullMarked
public final class NameNeedsQuotes implements Rule {
  @Override
  public String id() {
    return "name-needs-quotes";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (String name : NewNames.of(scene)) {
      if (Phrases.quoted(name).startsWith("\"")) {
        String plain = NewNames.plain(name);
        judgement
            .hazard(
                scene,
                "%s is found only in double quotes, in every statement."
                    .formatted(Phrases.quoted(name)))
            .safe(Words.replaced(Spelling.ended(scene.sql()), name, plain))
            .advice("Choose lower-case letters, digits and underscores.")
            .report();
      }
    }
  }
}
