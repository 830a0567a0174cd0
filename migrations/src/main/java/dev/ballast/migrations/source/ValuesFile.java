package dev.ballast.migrations.source;

import dev.ballast.evidence.Fault;
import dev.ballast.migrations.MigrationsError;
import dev.ballast.migrations.PlaceholderValues;
import dev.ballast.migrations.document.Document;
import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads a file of values: YAML, JSON or TOML by the end of its name, else lines `name=value`.
public final class ValuesFile {
  private static final int MAX_BYTES = 1 << 20;

  private ValuesFile() {}

  public static PlaceholderValues read(Path file) {
    if (Files.isDirectory(file)) {
      throw unreadable(file, "It is a folder.", "Name the file in it that holds the values.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw unreadable(
            file, "It is larger than 1 MiB.", "Keep only the values of placeholders in it.");
      }
      return parse(
          file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException e) {
      throw Fault.of(MigrationsError.VALUES_MISSING, "there is no file of values " + file)
          .detail("Placeholders have no values without it, so nothing was checked.")
          .hint("Check how it is written: it is looked for from the folder of the command.")
          .cause(e);
    } catch (AccessDeniedException e) {
      throw unreadable(file, "Permission is denied.", "Allow the user of this command to read it.")
          .cause(e);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "It is not UTF-8.", "Save it in UTF-8.").cause(e);
    } catch (IOException e) {
      throw unreadable(file, "Reading it failed.", "Check the file and the device it is on.")
          .cause(e);
    }
  }

  /// Reads a text as the file of that name.
  public static PlaceholderValues parse(Path file, String text) {
    Map<String, String> values = new HashMap<>();
    if (file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(?:ya?ml|json|toml)")) {
      switch (Document.read(file.toString(), SourceText.of(text))) {
        case Tree(Element root) -> flatten(file, "", root, values);
        case Unreadable unreadable -> throw invalid(file, unreadable.line(), unreadable.reason());
      }
    } else {
      lines(file, text, values);
    }
    return new PlaceholderValues(values);
  }

  /// Values of a mapping within a mapping are named by both with a dot; a list has no such name.
  private static void flatten(Path file, String path, Element element, Map<String, String> values) {
    element.attributes().forEach((key, value) -> values.put(path + key, value.value()));
    for (Element child : element.children()) {
      if (child.list()) {
        throw unreadable(
            file,
            "Line %d: %s is a list, of which no placeholder can be filled."
                .formatted(child.line(), path + child.name()),
            "Write one value for each name.");
      }
      flatten(file, path + child.name() + ".", child, values);
    }
  }

  private static void lines(Path file, String text, Map<String, String> values) {
    int number = 0;
    for (String line : text.split("\\r?\\n", -1)) {
      number++;
      String entry = line.strip().replaceFirst("^export\\s+", "");
      int equals = entry.indexOf('=');
      if (!entry.isEmpty() && !entry.startsWith("#")) {
        if (equals <= 0) {
          throw invalid(file, number, "it is not name=value");
        }
        String value = entry.substring(equals + 1).strip();
        values.put(
            entry.substring(0, equals).strip(), value.replaceFirst("^([\"'])(.*)\\1$", "$2"));
      }
    }
  }

  private static Fault invalid(Path file, int line, String why) {
    return unreadable(
        file,
        "Line " + line + ": " + why + ".",
        "Write it as YAML, JSON or TOML and name it so, or as lines name=value.");
  }

  private static Fault unreadable(Path file, String why, String hint) {
    return Fault.of(MigrationsError.VALUES_UNREADABLE, "no values can be read from " + file)
        .detail(why)
        .hint(hint);
  }
}
