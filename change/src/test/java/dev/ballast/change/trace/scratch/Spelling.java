package dev.ballast.change.trace.scratch;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Writes statements in the many ways that PostgreSQL reads as one: letter case, white space,
/// nested comments, quoted names, every kind of string, and blocks around them. What it writes is
/// decided by its seed. For one thread.
///
/// A statement is given as words between single spaces: `'x'` is a string, `<t>` a name, all else
/// is written as it is but for its letter case.
final class Spelling {
  private static final List<String> SPACES = List.of(" ", "\n", "\t", "\r\n", " \f ", "\n\n  ");
  private static final List<String> BLOCKS =
      List.of(
          "BEGIN %s; END",
          "DECLARE n int := 1; BEGIN n := 2; %s; END",
          "BEGIN IF 1 = 2 THEN NULL; ELSIF true THEN %s; ELSE NULL; END IF; END",
          "BEGIN FOR i IN 1 .. 2 LOOP %s; END LOOP; END",
          "BEGIN WHILE false LOOP NULL; %s; END LOOP; END",
          "BEGIN CASE 1 WHEN 1 THEN NULL; ELSE %s; END CASE; END",
          "BEGIN NULL; EXCEPTION WHEN OTHERS THEN %s; END",
          "<<outside>> BEGIN BEGIN %s; END; END",
          "#variable_conflict use_column\nBEGIN %s; RETURN; END");

  private final Random random;

  Spelling(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String statement(String words) {
    StringBuilder text = new StringBuilder(gap(false));
    for (String word : words.split(" ", -1)) {
      text.append(word(word)).append(gap(true));
    }
    return text.toString();
  }

  private String word(String word) {
    if (word.startsWith("'")) {
      return string(word.substring(1, word.length() - 1));
    }
    return word.startsWith("<") ? name(word.substring(1, word.length() - 1)) : cased(word);
  }

  private String cased(String word) {
    StringBuilder cased = new StringBuilder();
    word.chars()
        .mapToObj(c -> String.valueOf((char) c))
        .map(c -> random.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT))
        .forEach(cased::append);
    return cased.toString();
  }

  private String name(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> '"' + name + '"';
      case 1 -> "U&\"" + unicode(name, '\\') + '"';
      case 2 ->
          "u&\"" + unicode(name, '!') + '"' + gap(true) + cased("uescape") + gap(true) + "'!'";
      default -> cased(name);
    };
  }

  private String unicode(String text, char escape) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7E || c < ' ' || c == escape || c == '\'' || random.nextInt(4) == 0) {
        escaped.append(escape).append("%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /// A constant that stands for the text.
  String string(String text) {
    return switch (random.nextInt(5)) {
      case 0 -> "E'" + escaped(text) + '\'';
      case 1 -> "U&'" + unicode(text, '\\') + '\'';
      case 2 -> dollars(text);
      case 3 -> continued(text);
      default -> '\'' + text.replace("'", "''") + '\'';
    };
  }

  private String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special = c == '\'' || c == '\\';
      // A byte of a longer character is none by itself.
      switch (c > 0x7E ? 2 : random.nextInt(8)) {
        case 0 -> escaped.append("\\x%02x".formatted((int) c));
        case 1 -> escaped.append("\\%03o".formatted((int) c));
        case 2 -> escaped.append("\\u%04x".formatted((int) c));
        default -> escaped.append(special ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }

  private String dollars(String text) {
    String tag = "$$";
    for (int i = 0; (text + tag.charAt(0)).contains(tag); i++) {
      tag = "$" + oneOf(List.of("a", "B_", "do", "é")) + i + "$";
    }
    return tag + text + tag;
  }

  private String continued(String text) {
    int cut = random.nextInt(text.length() + 1);
    return '\''
        + text.substring(0, cut).replace("'", "''")
        + "' \n\t'"
        + text.substring(cut).replace("'", "''")
        + '\'';
  }

  /// What may stand between two words; at the beginning, nothing too.
  private String gap(boolean needed) {
    StringBuilder gap = new StringBuilder(needed ? oneOf(SPACES) : "");
    while (random.nextInt(3) == 0) {
      gap.append(random.nextBoolean() ? comment(3) : "-- it's $$ here \"\n").append(oneOf(SPACES));
    }
    return gap.toString();
  }

  private String comment(int depth) {
    String inside = depth > 0 && random.nextBoolean() ? comment(depth - 1) : "";
    return "/*" + oneOf(List.of("", "* ", " it's $$ ", "\n--")) + inside + "\n\" ;*/";
  }

  /// A DO block that runs the statement.
  String block(String statement) {
    String body = oneOf(BLOCKS).formatted(statement);
    String language = gap(true) + cased("LANGUAGE") + gap(true) + name("plpgsql");
    return switch (random.nextInt(3)) {
      // A string behind the one of UESCAPE would go on with it.
      case 0 -> cased("DO") + gap(true) + cased("LANGUAGE plpgsql") + gap(true) + string(body);
      case 1 -> cased("DO") + gap(true) + string(body) + language;
      default -> gap(false) + cased("DO") + gap(true) + string(body) + gap(false);
    };
  }

  /// `EXECUTE` of a constant text, for a block.
  String execute(String statement) {
    String text =
        switch (random.nextInt(4)) {
          case 0 -> statement + ";";
          case 1 -> "SELECT 1; " + statement + "; SELECT 2";
          default -> statement;
        };
    return cased("EXECUTE") + gap(true) + constant(text);
  }

  private String constant(String text) {
    int cut = random.nextInt(text.length() + 1);
    return switch (random.nextInt(5)) {
      case 0 -> string(text.substring(0, cut)) + " || " + string(text.substring(cut));
      case 1 -> "format(" + string("%s") + ", " + string(text) + ")";
      case 2 -> "(" + string(text) + ")::text";
      case 3 -> "pg_catalog.format(" + string(text.replace("%", "%%")) + ")";
      default -> string(text);
    };
  }

  /// The statement by itself, or up to three blocks and constant texts deep.
  String nested(String statement) {
    String text = statement;
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      text = block(random.nextBoolean() ? execute(text) : text);
    }
    return text;
  }
}
