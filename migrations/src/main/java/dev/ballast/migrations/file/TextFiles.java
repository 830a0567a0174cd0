package dev.ballast.migrations.file;

import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads files as text, or reports why they are not text. Bounded: no file over
/// [#MAX_FILE_BYTES], and [#MAX_TOTAL_BYTES] in all. Not thread-safe.
public final class TextFiles {
  public static final int MAX_FILE_BYTES = 64 << 20;
  static final int MAX_TOTAL_BYTES = 256 << 20;

  private static final char REPLACEMENT = '\uFFFD';

  private final SourceProblems problems;
  private final Map<Path, Optional<SourceText>> shared = new HashMap<>();
  private final Set<Path> read = new HashSet<>();
  private long total;

  public TextFiles(SourceProblems problems) {
    this.problems = problems;
  }

  public Optional<SourceText> read(Path path, String name) {
    return read(path, name, StandardCharsets.UTF_8);
  }

  /// Whether a file was read here, or tried to be.
  public boolean hasRead(Path path) {
    return read.contains(path);
  }

  /// Reads a file in the encoding that its tool is told to read it in.
  public Optional<SourceText> read(Path path, String name, Charset encoding) {
    read.add(path);
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, name, encoding);
    } catch (IOException e) {
      unreadable(name, e);
      return Optional.empty();
    }
  }

  /// A file that many others are read with: it is read once.
  Optional<SourceText> shared(Path path, String name) {
    Optional<SourceText> known = shared.get(path);
    if (known == null) {
      known = read(path, name);
      shared.put(path, known);
    }
    return known;
  }

  public Optional<SourceText> read(InputStream in, String name) throws IOException {
    return read(in, name, StandardCharsets.UTF_8);
  }

  private Optional<SourceText> read(InputStream in, String name, Charset encoding)
      throws IOException {
    byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
    if (bytes.length > MAX_FILE_BYTES) {
      problems.error(
          "file-too-large",
          name,
          0,
          "it is larger than 64 MiB, so it was not read",
          "Split it, or leave it out with an exclude pattern: a dump is not a migration.");
      return Optional.empty();
    }
    total += bytes.length;
    if (total > MAX_TOTAL_BYTES) {
      problems.error(
          "files-too-large",
          name,
          0,
          "the files are larger than 256 MiB together, so this one was not read",
          "Ask for fewer folders, or leave dumps out with an exclude pattern.");
      return Optional.empty();
    }
    return encoding.equals(StandardCharsets.UTF_8)
        ? decode(bytes, name)
        : decode(bytes, name, encoding);
  }

  private Optional<SourceText> decode(byte[] bytes, String name, Charset encoding) {
    try {
      return Optional.of(
          SourceText.of(encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
    } catch (CharacterCodingException e) {
      problems.error(
          "file-not-utf8",
          name,
          0,
          "it is not text in " + encoding.name() + ", as the configuration of its tool says",
          "Save it in that encoding, or correct the configuration.");
      return Optional.empty();
    }
  }

  public void unreadable(String name, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException denied -> "permission denied";
          case NoSuchFileException missing -> "it is a link to nothing, or was just removed";
          default -> String.valueOf(e.getMessage());
        };
    problems.error(
        "file-unreadable",
        name,
        0,
        "it cannot be read: " + reason,
        "Make it readable for the user who runs this, or leave it out with an exclude pattern.");
  }

  private Optional<SourceText> decode(byte[] bytes, String name) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      problems.error(
          "file-not-utf8",
          name,
          0,
          "it is UTF-16 by its first two bytes, not UTF-8",
          "Save it as UTF-8; PostgreSQL and its tools do not read UTF-16.");
      return Optional.empty();
    }
    int zero = firstZero(bytes);
    if (zero >= 0) {
      problems.error(
          "file-binary",
          name,
          line(bytes, zero),
          "it is not text: byte " + zero + " is zero",
          "Leave it out with an exclude pattern, or save it as UTF-8 without zero bytes.");
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int wrong = text.indexOf(REPLACEMENT) < 0 ? bytes.length : firstWrong(bytes);
    if (wrong < bytes.length) {
      problems.error(
          "file-not-utf8",
          name,
          line(bytes, wrong),
          "byte %d (0x%02x) is not UTF-8".formatted(wrong, bytes[wrong]),
          "Save it as UTF-8; in another encoding the server would read other letters.");
      return Optional.empty();
    }
    return Optional.of(SourceText.of(text));
  }

  private static int firstZero(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  /// The first byte that is not UTF-8; the length where all are.
  private static int firstWrong(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    StandardCharsets.UTF_8.newDecoder().decode(in, chars, true);
    return in.position();
  }

  private static int line(byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
