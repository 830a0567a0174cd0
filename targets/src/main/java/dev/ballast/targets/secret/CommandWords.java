package dev.ballast.targets.secret;

import dev.ballast.evidence.Fault;
import dev.ballast.targets.TargetsError;
import java.util.ArrayList;
import java.util.List;

/// Splits a command into words: at spaces, except within single or double quotes. Nothing else has
/// a meaning, so that nothing needs escaping and no shell is involved.
final class CommandWords {
  private CommandWords() {}

  static List<String> split(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == ' ') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw Fault.of(
              TargetsError.SECRET_REFERENCE_INVALID,
              "the quote " + quote + " in a secret's command is not closed")
          .hint(
              "Close it, or put quotes of the other kind around it if it belongs to a word. A"
                  + " backslash has no meaning.");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return List.copyOf(words);
  }
}
