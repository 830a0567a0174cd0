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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads a file of values: YAML, JSON or TOML by the end of its name, else lines `name=value`.
public final class ValuesFile {
  private static final int MAX_BYTES = 1 << 20;

  private ValuesFile() {}

  public static PlaceholderValues read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw invalid(file, "it is larger than 1 MiB");
      }
      return parse(
          file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw invalid(file, "it is not UTF-8").cause(e);
    } catch (IOException e) {
      throw invalid(file, "it cannot be read").cause(e);
    }
  }

  /// Reads a text as the file of that name.
  public static PlaceholderValues parse(Path file, String text) {
    Map<String, String> values = new HashMap<>();
    if (file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(?:ya?ml|json|toml)")) {
      switch (Document.read(file.toString(), SourceText.of(text))) {
        case Tree(Element root) -> flatten("", root, values);
        case Unreadable unreadable ->
            throw invalid(file, "line " + unreadable.line() + ": " + unreadable.reason());
      }
    } else {
      lines(file, text, values);
    }
    return new PlaceholderValues(values);
  }

  private static void flatten(String path, Element element, Map<String, String> values) {
    element.attributes().forEach((key, value) -> values.put(path + key, value.value()));
    for (Element child : element.children()) {
      flatten(path + child.name() + ".", child, values);
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
          throw invalid(file, "line " + number + " is not name=value");
        }
        String value = entry.substring(equals + 1).strip();
        values.put(
            entry.substring(0, equals).strip(), value.replaceFirst("^([\"'])(.*)\\1$", "$2"));
      }
    }
  }

  private static Fault invalid(Path file, String why) {
    return Fault.of(MigrationsError.SOURCE_REQUEST_INVALID, "no values can be read from " + file)
        .detail(why + ".")
        .hint("Write it as YAML, JSON, TOML, or as lines name=value.");
  }
}
