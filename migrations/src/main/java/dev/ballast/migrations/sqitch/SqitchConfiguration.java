package dev.ballast.migrations.sqitch;

import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `sqitch.conf` says of one plan's project.
///
/// @param root where sqitch is started: the folder of the configuration, else of the plan
/// @param extension of scripts, without the dot
/// @param variables that psql is started with
public record SqitchConfiguration(
    Path root,
    Path planFolder,
    String extension,
    Map<String, String> core,
    Map<String, String> variables) {
  private static final Pattern SECTION =
      Pattern.compile("\\s*\\[\\s*([A-Za-z.]+)(?:\\s+\"([^\"]*)\")?\\s*]\\s*");
  private static final Pattern ENTRY =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_-]*)\\s*=\\s*(.*?)\\s*");

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  public SqitchConfiguration {
    core = Map.copyOf(core);
    variables = Map.copyOf(variables);
  }

  /// Reads the configuration beside a plan, or in the folder around it. The engine's own settings
  /// are over the common ones.
  public static SqitchConfiguration of(FoundFile plan, TextFiles texts) {
    Path folder = plan.path().resolveSibling(".").normalize();
    for (Path around : List.of(folder, folder.resolve("..").normalize())) {
      Path path = around.resolve("sqitch.conf");
      if (Files.isRegularFile(path)) {
        return texts
            .read(path, "sqitch.conf")
            .map(text -> read(around, folder, text.text()))
            .orElseGet(() -> none(folder));
      }
    }
    return none(folder);
  }

  private static SqitchConfiguration none(Path folder) {
    return new SqitchConfiguration(folder, folder, "sql", Map.of(), Map.of());
  }

  private static SqitchConfiguration read(Path root, Path planFolder, String text) {
    Map<String, String> core = new HashMap<>();
    Map<String, String> engine = new HashMap<>();
    Map<String, String> variables = new HashMap<>();
    String section = "";
    for (String line : text.split("\\r?\\n", -1)) {
      Matcher head = SECTION.matcher(line);
      Matcher entry = ENTRY.matcher(line);
      if (head.matches()) {
        String name = head.group(2) == null ? "" : " " + head.group(2);
        section = head.group(1).toLowerCase(Locale.ROOT) + name;
      } else if (entry.matches()) {
        String value = unquoted(entry.group(2));
        switch (section) {
          case "core" -> core.put(entry.group(1).toLowerCase(Locale.ROOT), value);
          case "engine pg" -> engine.put(entry.group(1).toLowerCase(Locale.ROOT), value);
          case "core variables", "engine pg.variables", "deploy variables" ->
              variables.put(entry.group(1), value);
          default -> {
            // Sections of targets, users and other engines say nothing of the files.
          }
        }
      }
    }
    core.putAll(engine);
    String extension = core.getOrDefault("extension", "sql");
    return new SqitchConfiguration(root, planFolder, extension, core, variables);
  }

  private static String unquoted(String value) {
    Matcher quoted = QUOTED.matcher(value);
    return quoted.lookingAt()
        ? quoted.group(1).replaceAll("\\\\(.)", "$1")
        : value.replaceFirst("\\s+[#;].*$", "");
  }

  /// The folder of a direction's scripts, as it is written and where it is.
  ///
  /// @param reworked whether of scripts that a later change of the same name replaces
  Path folder(String direction, boolean reworked) {
    Optional<Path> own =
        reworked
            ? setting("reworked_" + direction + "_dir")
                .or(() -> setting("reworked_dir").map(top -> top.resolve(direction)))
            : Optional.empty();
    return own.or(() -> setting(direction + "_dir"))
        .orElseGet(() -> setting("top_dir").orElse(planFolder).resolve(direction))
        .normalize();
  }

  private Optional<Path> setting(String key) {
    return Optional.ofNullable(core.get(key)).map(root::resolve);
  }
}
