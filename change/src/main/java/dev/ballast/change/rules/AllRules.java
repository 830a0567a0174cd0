package dev.ballast.change.rules;

import dev.ballast.change.lint.Catalogue;
import dev.ballast.change.rules.add_foreign_key.AddForeignKey;
import java.util.List;

/// The list of all rules, in the order of their ids.
public final class AllRules {
  private AllRules() {}

  public static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            new AddForeignKey()
            // the list ends here
            ));
  }
}
