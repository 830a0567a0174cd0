package dev.ballast.observe.log.record;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Bytes of a log as text. A server writes each message in the encoding of the database it is
/// about, so that a file may hold several: what is not UTF-8 is shown as `\xE4`, byte by byte, and
/// so is a zero byte.
final class ByteText {
  private ByteText() {}

  static String of(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] <= 0) {
        return decoded(bytes, from, to);
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static String decoded(byte[] bytes, int from, int to) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(1024);
    StringBuilder text = new StringBuilder(to - from);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (result.isUnderflow()) {
        return text.indexOf("\0") < 0 ? text.toString() : text.toString().replace("\0", "\\x00");
      }
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          text.append("\\x%02X".formatted(in.get()));
        }
      }
    }
  }
}
