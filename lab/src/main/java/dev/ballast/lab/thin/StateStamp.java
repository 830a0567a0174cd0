package dev.ballast.lab.thin;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// What a state looked like: names, sizes, owners, modes and times of all that is in it. A state in
/// which a server ran since, or in which anybody wrote a file, has another one.
///
/// @param text 64 hexadecimal digits
public record StateStamp(String text) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public StateStamp {
    requireNonNull(text, "text is null");
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a stamp: " + text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
