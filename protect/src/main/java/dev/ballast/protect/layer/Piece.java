package dev.ballast.protect.layer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of a file: bytes of one of its chunks, or zeroes.
///
/// @param chunk which of the file's chunks, from 0; [#ZEROES] for none
/// @param offset in the chunk
/// @param length bytes, at least 1
public record Piece(int chunk, int offset, int length) {
  /// In place of a chunk's number: the stretch holds zeroes.
  public static final int ZEROES = -1;

  private static final Pattern FORM = Pattern.compile("(-1|\\d{1,9}):(\\d{1,9}):(\\d{1,10})");

  public Piece {
    if (chunk < ZEROES || offset < 0 || length < 1) {
      throw new IllegalArgumentException(
          "not a piece of a file: " + chunk + ":" + offset + ":" + length);
    }
  }

  /// Takes what [#toString] gives; throws `IllegalArgumentException` for anything else.
  @JsonCreator
  public static Piece parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a piece of a file: " + text);
    }
    return new Piece(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  public boolean isZeroes() {
    return chunk == ZEROES;
  }

  /// `<chunk>:<offset>:<length>`.
  @Override
  @JsonValue
  public String toString() {
    return chunk + ":" + offset + ":" + length;
  }
}
