package dev.ballast.sql.script;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Words that follow each other, whatever white space and comments stand between them:
/// `CREATE [UNIQUE] INDEX`, where `[UNIQUE]` may be missing; `INDEX|TABLE`, one of both; `[()]`,
/// something in parentheses that may be missing.
///
/// @param parts in their order
record Phrase(List<Part> parts) {
  /// One of the words; a group in parentheses where there are none.
  ///
  /// @param optional it may be missing
  record Part(List<String> words, boolean optional) {
    Part {
      words = List.copyOf(words);
    }
  }

  Phrase {
    parts = List.copyOf(parts);
  }

  static Phrase of(String phrase) {
    return new Phrase(Arrays.stream(phrase.split(" ", -1)).map(Phrase::part).toList());
  }

  private static Part part(String text) {
    boolean optional = text.startsWith("[");
    String words = optional ? text.substring(1, text.length() - 1) : text;
    return new Part(
        words.equals("()") ? List.of() : Arrays.asList(words.split("\\|", -1)), optional);
  }

  /// The number of the token behind the phrase, where it begins with the token `first`.
  Optional<Integer> behind(List<Token> tokens, int first) {
    int next = first;
    for (Part part : parts) {
      int after = after(part, tokens, next);
      if (after == next && !part.optional()) {
        return Optional.empty();
      }
      next = after;
    }
    return Optional.of(next);
  }

  private static int after(Part part, List<Token> tokens, int at) {
    if (at >= tokens.size()) {
      return at;
    }
    if (part.words().isEmpty()) {
      return group(tokens, at);
    }
    return part.words().stream().anyMatch(tokens.get(at)::isWord) ? at + 1 : at;
  }

  /// The number of the token behind the parenthesis that closes the one at `at`; `at` itself where
  /// none opens there.
  static int group(List<Token> tokens, int at) {
    int depth = 0;
    for (int next = at; next < tokens.size(); next++) {
      depth += tokens.get(next).isSymbol('(') ? 1 : tokens.get(next).isSymbol(')') ? -1 : 0;
      if (depth <= 0) {
        return next == at ? at : next + 1;
      }
    }
    return at;
  }
}
