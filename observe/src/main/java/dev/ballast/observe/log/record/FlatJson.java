package dev.ballast.observe.log.record;

/// A JSON object of texts and numbers, which is all that jsonlog writes. Read here rather than by a
/// parser of any JSON, since an object that was cut off still holds what is before the cut. For one
/// thread.
final class FlatJson {
  private final String text;
  private int at;

  FlatJson(String text) {
    this.text = text;
  }

  /// Takes a key and its value.
  @FunctionalInterface
  interface Field {
    void of(String key, String value);
  }

  /// Whether it is such an object; one that ends early only where `cut` says that it was cut off.
  boolean read(Field field, boolean cut) {
    if (!skip('{')) {
      return false;
    }
    if (skip('}')) {
      return atEnd();
    }
    do {
      if (!skip('"')) {
        return cut && atEnd();
      }
      String key = string();
      if (!skip(':')) {
        return cut && atEnd();
      }
      String value = skip('"') ? string() : number();
      field.of(key, value);
    } while (skip(','));
    return skip('}') ? atEnd() : cut && atEnd();
  }

  private boolean skip(char wanted) {
    spaces();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private boolean atEnd() {
    spaces();
    return at >= text.length();
  }

  private void spaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String number() {
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
      at++;
    }
    return text.substring(from, at).strip();
  }

  /// Behind its first quote, up to its last one or to the end of what there is.
  private String string() {
    int close = text.indexOf('"', at);
    int escape = text.indexOf('\\', at);
    if (close >= 0 && (escape < 0 || escape > close)) {
      String plain = text.substring(at, close);
      at = close + 1;
      return plain;
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        escaped(value);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private void escaped(StringBuilder value) {
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'u' -> value.append(unicode());
      case 'x' -> value.append("\\x");
      default -> value.append(c);
    }
  }

  /// Four hexadecimal digits; anything else is shown as it is.
  private String unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0) {
        return "\\u";
      }
      code = code * 16 + digit;
    }
    at += 4;
    return code == 0 ? "\\x00" : String.valueOf((char) code);
  }
}
