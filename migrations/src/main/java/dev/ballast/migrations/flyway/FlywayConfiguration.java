package dev.ballast.migrations.flyway;

import dev.ballast.migrations.document.Document;
import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.TextFiles;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Flyway's configuration: `flyway.toml`, `flyway.conf`, or what `application.properties` or
/// `application.yml` of Spring Boot says of Flyway. Values that come from elsewhere, such as
/// `${NAME}` of the environment, are not known.
public final class FlywayConfiguration {
  private static final Pattern APPLICATION = Pattern.compile("application\\.(?:properties|ya?ml)");
  private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---.*$");
  private static final String PLACEHOLDERS = "placeholders.";

  private final String file;
  private final SourceProblems problems;

  /// By key in lower case without hyphens; placeholders by their names.
  private final Map<String, String> settings = new LinkedHashMap<>();

  private final Map<String, String> placeholders = new LinkedHashMap<>();

  private FlywayConfiguration(String file, SourceProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// Flyway's own settings with those of the first file that says anything of Flyway.
  ///
  /// @param files in the order in which they count
  public static FlywaySettings read(
      List<FoundFile> files, TextFiles texts, SourceProblems problems) {
    Optional<FlywaySettings> first = Optional.empty();
    for (FoundFile found : files) {
      Optional<FlywaySettings> settings =
          texts
              .read(found.path(), found.name())
              .flatMap(text -> new FlywayConfiguration(found.name(), problems).read(text));
      if (settings.isPresent() && first.isPresent()) {
        problems.warning(
            "flyway-configuration-unused",
            found.name(),
            0,
            "the files were read with the configuration " + first.get().file().orElse(""),
            "Check the folder of each configuration by itself.");
      }
      first = first.or(() -> settings);
    }
    return first.orElse(FlywaySettings.DEFAULT);
  }

  private Optional<FlywaySettings> read(SourceText text) {
    String fileName = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean application = APPLICATION.matcher(fileName).matches();
    if (application && !text.text().contains("flyway")) {
      return Optional.empty();
    }
    boolean properties = fileName.endsWith(".conf") || fileName.endsWith(".properties");
    String prefix = application ? "spring.flyway." : "flyway.";
    boolean readable = properties ? properties(text.text(), prefix) : tree(text.text(), prefix);
    boolean says = !settings.isEmpty() || !placeholders.isEmpty();
    return readable && (says || !application) ? Optional.of(settings()) : Optional.empty();
  }

  /// In `flyway.conf` a backslash is a letter, except at a line's end, where the value continues.
  private boolean properties(String text, String prefix) {
    String conf = file.endsWith(".conf") ? text.replaceAll("\\\\(?!\\r?\\n)", "\\\\\\\\") : text;
    Properties read = new Properties();
    try {
      read.load(new StringReader(conf.startsWith("\uFEFF") ? conf.substring(1) : conf));
    } catch (IOException | IllegalArgumentException e) {
      unreadable(0, "it is no file of properties");
      return false;
    }
    for (String key : read.stringPropertyNames()) {
      put(prefix, key, read.getProperty(key).strip());
    }
    return true;
  }

  /// Of several documents in a file of YAML the first holds for every profile.
  private boolean tree(String text, String prefix) {
    String first = text;
    if (!file.endsWith(".toml")) {
      Matcher end = DOCUMENT_END.matcher(text);
      boolean found = end.find() && (!text.substring(0, end.start()).isBlank() || end.find());
      first = found ? text.substring(0, end.start()) : text;
    }
    return switch (Document.read(file, SourceText.of(first))) {
      case Tree(Element root) -> {
        flatten("", root, prefix);
        yield true;
      }
      case Unreadable unreadable -> {
        unreadable(unreadable.line(), unreadable.reason());
        yield false;
      }
    };
  }

  private void flatten(String path, Element element, String prefix) {
    List<String> items = new ArrayList<>();
    for (Element child : element.children()) {
      if (child.name().equals("item")) {
        items.add(child.text().value());
      } else {
        flatten(path + child.name() + ".", child, prefix);
      }
    }
    if (!items.isEmpty()) {
      put(prefix, path.substring(0, Math.max(0, path.length() - 1)), String.join(",", items));
    }
    element.attributes().forEach((key, value) -> put(prefix, path + key, value.value()));
  }

  private void unreadable(int line, String reason) {
    problems.error(
        "flyway-configuration-unreadable",
        file,
        line,
        reason,
        "Repair the file; until then the scripts are read as Flyway reads them without one.");
  }

  private void put(String prefix, String key, String value) {
    if (!key.startsWith(prefix)) {
      return;
    }
    String own = key.substring(prefix.length());
    if (own.toLowerCase(Locale.ROOT).startsWith(PLACEHOLDERS)) {
      // Spring writes names with other signs in brackets.
      String name = own.substring(PLACEHOLDERS.length()).replaceAll("^\\[(.*)]$", "$1");
      if (!value.contains("${")) {
        placeholders.put(name, value);
      }
    } else {
      settings.put(own.toLowerCase(Locale.ROOT).replaceAll("[-_]", ""), value);
    }
  }

  private FlywaySettings settings() {
    FlywayNames.Prefixes prefixes = FlywayNames.DEFAULT.prefixes();
    List<String> suffixes = list("sqlmigrationsuffixes");
    FlywayNames names =
        new FlywayNames(
            new FlywayNames.Prefixes(
                text("sqlmigrationprefix", prefixes.versioned()),
                text("undosqlmigrationprefix", prefixes.undo()),
                text("baselinemigrationprefix", prefixes.baseline()),
                text("repeatablesqlmigrationprefix", prefixes.repeatable())),
            text("sqlmigrationseparator", FlywayNames.DEFAULT.separator()),
            suffixes.isEmpty() ? FlywayNames.DEFAULT.suffixes() : suffixes);
    FlywayPlaceholders own = FlywayPlaceholders.DEFAULT;
    String separator = text("placeholderseparator", own.separator());
    Map<String, String> values = new LinkedHashMap<>(placeholders);
    values.putIfAbsent("flyway" + separator + "table", text("table", "flyway_schema_history"));
    Optional.ofNullable(settings.get("defaultschema"))
        .filter(schema -> !schema.contains("${"))
        .ifPresent(schema -> values.putIfAbsent("flyway" + separator + "defaultSchema", schema));
    return new FlywaySettings(
        Optional.of(file),
        names,
        list("locations").stream().map(FlywayLocation::of).toList(),
        new FlywayPlaceholders(
            !text("placeholderreplacement", "true").equalsIgnoreCase("false"),
            text("placeholderprefix", own.prefix()),
            text("placeholdersuffix", own.suffix()),
            separator,
            values),
        encoding(),
        text("mixed", "false").equalsIgnoreCase("true"),
        !text("executeintransaction", "true").equalsIgnoreCase("false"));
  }

  private String text(String key, String otherwise) {
    return settings.getOrDefault(key, otherwise);
  }

  private List<String> list(String key) {
    return Arrays.stream(text(key, "").split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private Charset encoding() {
    String name = text("encoding", "UTF-8");
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      problems.error(
          "flyway-configuration-unreadable",
          file,
          0,
          "encoding " + name + " is not known",
          "Name it as Java does, such as UTF-8 or ISO-8859-1.");
      return StandardCharsets.UTF_8;
    }
  }
}
