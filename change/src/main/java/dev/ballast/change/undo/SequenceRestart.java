package dev.ballast.change.undo;

import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// The number that a sequence goes back to.
final class SequenceRestart {
  private final CatalogNames names;

  SequenceRestart(CatalogNames names) {
    this.names = names;
  }

  Variant variant(QualifiedName sequence) {
    return names
        .relation(sequence)
        .map(name -> Variant.and(List.of(back(name)), List.of(remark(name))))
        .orElse(Variant.NONE);
  }

  private String back(QualifiedName sequence) {
    return names
        .session()
        .one(
            "SELECT last_value, is_called FROM " + sequence,
            row ->
                "SELECT pg_catalog.setval(%s, %d, %s)"
                    .formatted(
                        new Literal(sequence.toString()),
                        row.number("last_value"),
                        row.flag("is_called")));
  }

  private static String remark(QualifiedName sequence) {
    return "numbers that " + sequence + " gave since then are given again";
  }
}
