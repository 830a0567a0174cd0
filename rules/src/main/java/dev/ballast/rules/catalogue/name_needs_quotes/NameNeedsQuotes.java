package dev.ballast.rules.catalogue.name_needs_quotes;

import dev.ballast.rules.dependents.NewNames;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.script.SqlText;
import org.jspecify.annotations.NullMarked;

/// A new relation or column whose name is no plain lower-case word.
@NullMarked
public final class NameNeedsQuotes implements Rule {
  @Override
  public String id() {
    return "name-needs-quotes";
  }

  @Override
  public Subjects subjects() {
    return NewNames.SUBJECTS;
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
            .safe(SqlText.of(Deparser.ended(scene.sql())).renamed(name, plain))
            .advice("Choose lower-case letters, digits and underscores.")
            .report();
      }
    }
  }
}
