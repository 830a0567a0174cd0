package dev.ballast.postgres.sql.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Where the actions of an `ALTER TABLE` begin: the first after the table's name, the others after
/// a comma that no parenthesis encloses.
final class ActionOffsets {
  private ActionOffsets() {}

  /// One position each; [Located#UNKNOWN] for all where the text does not show as many actions.
  static List<Integer> in(byte[] text, int relation, int count) {
    if (relation < 0 || relation >= text.length) {
      return Collections.nCopies(count, Located.UNKNOWN);
    }
    Skim skim = new Skim(text);
    List<Integer> offsets = new ArrayList<>(count);
    int at = pastName(skim, relation);
    offsets.add(at);
    int depth = 0;
    while (at < skim.end() && skim.at(at) != ';') {
      switch (skim.at(at)) {
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        default -> {}
      }
      boolean separates = skim.at(at) == ',' && depth == 0;
      at = skim.pastSpace(skim.pastToken(at));
      if (separates) {
        offsets.add(at);
      }
    }
    return offsets.size() == count ? offsets : Collections.nCopies(count, Located.UNKNOWN);
  }

  /// `schema.table`, then the star of old or the parenthesis that closes `ONLY (`.
  private static int pastName(Skim skim, int from) {
    int at = skim.pastSpace(skim.pastToken(from));
    while (skim.at(at) == '.') {
      at = skim.pastSpace(skim.pastToken(skim.pastSpace(at + 1)));
    }
    while (skim.at(at) == '*' || skim.at(at) == ')') {
      at = skim.pastSpace(at + 1);
    }
    return at;
  }
}
