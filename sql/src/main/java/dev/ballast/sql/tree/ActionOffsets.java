package dev.ballast.sql.tree;

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
    WordScan scan = new WordScan(text);
    List<Integer> offsets = new ArrayList<>(count);
    int at = pastName(scan, relation);
    offsets.add(at);
    int depth = 0;
    while (at < scan.end() && scan.at(at) != ';') {
      switch (scan.at(at)) {
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        default -> {}
      }
      boolean separates = scan.at(at) == ',' && depth == 0;
      at = scan.pastSpace(scan.pastToken(at));
      if (separates) {
        offsets.add(at);
      }
    }
    return offsets.size() == count ? offsets : Collections.nCopies(count, Located.UNKNOWN);
  }

  /// `schema.table`, then the star of old or the parenthesis that closes `ONLY (`.
  private static int pastName(WordScan scan, int from) {
    int at = scan.pastSpace(scan.pastToken(from));
    while (scan.at(at) == '.') {
      at = scan.pastSpace(scan.pastToken(scan.pastSpace(at + 1)));
    }
    while (scan.at(at) == '*' || scan.at(at) == ')') {
      at = scan.pastSpace(at + 1);
    }
    return at;
  }
}
