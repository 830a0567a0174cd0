package dev.ballast.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Files whose content is decided by the code. `-Dbless` writes them; the change is then reviewed
/// like any other.
final class Golden {
  private static final boolean BLESS = System.getProperty("bless") != null;

  private Golden() {}

  static void check(Path file, String expected) {
    if (BLESS) {
      write(file, expected);
    }
    assertThat(file).as("made by -Dbless").content().isEqualTo(expected);
  }

  /// Checks a whole folder, whose other files are an error too.
  ///
  /// @param expected the content of each file, by its name
  static void checkFolder(Path folder, Map<String, String> expected) {
    if (BLESS) {
      read(folder).keySet().stream()
          .filter(name -> !expected.containsKey(name))
          .forEach(name -> delete(folder.resolve(name)));
      expected.forEach((name, content) -> write(folder.resolve(name), content));
    }
    assertThat(read(folder)).as("made by -Dbless").isEqualTo(expected);
  }

  private static Map<String, String> read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> list = Files.list(folder)) {
        for (Path file : list.toList()) {
          files.put(file.getFileName().toString(), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
