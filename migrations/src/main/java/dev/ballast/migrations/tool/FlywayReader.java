package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.migrations.flyway.FlywayCallback;
import dev.ballast.migrations.flyway.FlywayName;
import dev.ballast.migrations.flyway.FlywayNames;
import dev.ballast.migrations.flyway.FlywayPlaceholders;
import dev.ballast.migrations.flyway.FlywaySettings;
import dev.ballast.sql.script.Comment;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptPart.Sql;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Flyway: `V<version>__<title>.sql` in the order of versions, `U` to undo, `B` for a baseline,
/// `R__` after all others in the order of their titles, and callbacks; all of it as the
/// configuration says.
///
/// A script is one transaction, unless `<script>.sql.conf` says `executeInTransaction=false` or all
/// its statements are of those Flyway knows to run in none.
public final class FlywayReader implements ToolReader {
  /// As Flyway's parser for PostgreSQL finds them, so REINDEX CONCURRENTLY is not among them.
  private static final Pattern NO_TRANSACTION =
      Pattern.compile(
          "(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)\\b.*"
              + "|ALTER SYSTEM\\b.*"
              + "|(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY\\b.*"
              + "|REINDEX ?(\\([^)]*\\) ?)?(VERBOSE )?(SCHEMA|DATABASE|SYSTEM)\\b.*"
              + "|VACUUM\\b.*"
              + "|DISCARD ALL\\b.*");

  private static final Pattern COMMENTED =
      Pattern.compile("(?i)--\\s*flyway:\\s*executeInTransaction\\s*=.*");
  private static final int LEADING_CHARS = 400;
  private static final String UNFILLED = "flyway-placeholder-unfilled";

  private final FlywaySettings settings;

  public FlywayReader(FlywaySettings settings) {
    this.settings = settings;
  }

  static boolean takes(String fileName, FlywaySettings settings) {
    return settings
        .names()
        .of(fileName)
        .filter(name -> !(name instanceof FlywayName.Callback))
        .isPresent();
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Versions<FlywayVersion> versioned = new Versions<>(Tool.FLYWAY, problems);
    Versions<FlywayVersion> baselines = new Versions<>(Tool.FLYWAY, problems);
    Versions<FlywayVersion> undos = new Versions<>(Tool.FLYWAY, problems);
    Scripts scripts = new Scripts(sources, settings, problems);
    List<Migration> repeatable = new ArrayList<>();
    List<Callback> callbacks = new ArrayList<>();
    for (SourceFile file : located(sources.files(), problems)) {
      if (file.isStandardInput()) {
        versioned.add(FlywayVersion.of(""), "", file);
        continue;
      }
      Optional<FlywayName> name = settings.names().of(file.fileName());
      if (name.isEmpty()) {
        problems.notAMigration(Tool.FLYWAY, file, expected());
        continue;
      }
      switch (name.get()) {
        case FlywayName.Versioned(var kind, var version, _) ->
            (switch (kind) {
                  case MIGRATION -> versioned;
                  case BASELINE -> baselines;
                  case UNDO -> undos;
                })
                .add(FlywayVersion.of(version), version, file);
        case FlywayName.Repeatable(var title) ->
            repeatable.add(unversioned(Migration.Kind.REPEATABLE, title, file, scripts));
        case FlywayName.Callback(var event, var title) -> {
          String named = event.id() + (title.isEmpty() ? "" : ": " + title);
          callbacks.add(
              new Callback(event, unversioned(Migration.Kind.CALLBACK, named, file, scripts)));
        }
      }
    }
    List<Migration> migrations = new ArrayList<>();
    versioned.forEach(
        (version, file) ->
            migrations.add(
                migration(Migration.Kind.VERSIONED, file, undos.take(version), scripts)));
    baselines.forEach(
        (version, file) ->
            migrations.add(migration(Migration.Kind.BASELINE, file, undos.take(version), scripts)));
    undos.forEach((version, file) -> problems.downWithoutUp(version.text(), file));
    // A version's baseline stands for all up to it, so it comes after them.
    migrations.sort(Comparator.comparing(migration -> FlywayVersion.of(migration.version())));
    repeatable.sort(Comparator.comparing(Migration::title));
    callbacks.sort(Comparator.comparing(Callback::event));
    List<Migration> all = new ArrayList<>(at(FlywayCallback.Place.FIRST, callbacks));
    all.addAll(migrations);
    all.addAll(at(FlywayCallback.Place.BEFORE_REPEATABLES, callbacks));
    all.addAll(repeatable);
    all.addAll(at(FlywayCallback.Place.LAST, callbacks));
    return all;
  }

  /// A script that runs for an event.
  private record Callback(FlywayCallback event, Migration migration) {}

  private static List<Migration> at(FlywayCallback.Place place, List<Callback> callbacks) {
    return callbacks.stream()
        .filter(callback -> callback.event().place() == place)
        .map(Callback::migration)
        .toList();
  }

  private String expected() {
    FlywayNames names = settings.names();
    String suffix = names.suffixes().getFirst();
    return names.prefixes().versioned() + "12" + names.separator() + "what_it_does" + suffix;
  }

  /// The files that are in one of the configured locations. Where none is, the locations are those
  /// of another machine, and all files are taken.
  private List<SourceFile> located(List<SourceFile> files, SourceProblems problems) {
    Predicate<SourceFile> held =
        file -> file.isStandardInput() || file.found().asked() || settings.holds(file.path());
    if (!settings.locationsKnown() || files.stream().noneMatch(held)) {
      return files;
    }
    for (SourceFile file : files) {
      if (!held.test(file)) {
        problems.warning(
            "file-not-a-migration",
            file.name(),
            0,
            "it is in no location of %s, so Flyway does not run it and it was not read"
                .formatted(settings.file().orElse("the configuration")),
            "Add its folder to flyway.locations, or leave it out with an exclude pattern.");
      }
    }
    return files.stream().filter(held).toList();
  }

  private Migration migration(
      Migration.Kind kind, SourceFile up, Optional<SourceFile> undo, Scripts scripts) {
    Optional<FlywayName> name = settings.names().of(up.fileName());
    return new Migration(
        kind,
        name.map(FlywayReader::version).orElse(""),
        name.map(FlywayName::title).orElse(up.fileName()),
        scripts.of(up),
        undo.map(scripts::of),
        true);
  }

  private static String version(FlywayName name) {
    return name instanceof FlywayName.Versioned versioned ? versioned.version() : "";
  }

  private static Migration unversioned(
      Migration.Kind kind, String title, SourceFile file, Scripts scripts) {
    return new Migration(kind, "", title, scripts.of(file), Optional.empty(), true);
  }

  /// Makes scripts, and finds out their transactions.
  private record Scripts(SourceSet sources, FlywaySettings settings, SourceProblems problems) {
    MigrationScript of(SourceFile file) {
      ScriptConfiguration own =
          sources
              .beside(file, file.fileName() + ".conf")
              .map(ScriptConfiguration::of)
              .orElse(ScriptConfiguration.NONE);
      String text = file.text().text();
      String filled = own.replaced() ? settings.placeholders().fill(text, file.fileName()) : text;
      boolean asItIs = filled.equals(text) && settings.encoding().equals(StandardCharsets.UTF_8);
      Script script =
          ScriptSplitter.split(filled.equals(text) ? file.text() : SourceText.of(filled))
              .withoutForeignSpaces();
      comment(file, script);
      if (own.replaced()) {
        unfilled(file, script);
      }
      boolean wrapped =
          own.inTransaction().orElseGet(() -> settings.inTransaction() && wrapped(file, script));
      TransactionMode mode = wrapped ? TransactionMode.WRAPPED : TransactionMode.PER_STATEMENT;
      return asItIs
          ? file.script(script, mode)
          : MigrationScript.generated(file.name(), script, mode);
    }

    /// Flyway looks for placeholders before it reads any SQL. What stands outside of strings and
    /// comments is reported with its statement.
    private void unfilled(SourceFile file, Script script) {
      Set<String> reported =
          script.parts().stream()
              .filter(Sql.class::isInstance)
              .flatMap(part -> ((Sql) part).variables().stream())
              .map(Variable::name)
              .collect(Collectors.toSet());
      for (FlywayPlaceholders.Unfilled place :
          settings.placeholders().unfilled(file.text().text(), file.fileName())) {
        if (reported.contains(place.name())) {
          continue;
        }
        int line = file.text().position(place.at()).line();
        String what =
            "%s stands within a string, a comment or a body, and no value of it is known here; where"
                + " Flyway has none either, it refuses the whole script";
        String hint =
            "Give it a value in flyway.placeholders, or in a file for --values if it comes from"
                + " elsewhere.";
        if (settings.file().isPresent()) {
          problems.warning(UNFILLED, file.name(), line, what.formatted(place.written()), hint);
        } else {
          problems.info(UNFILLED, file.name(), line, what.formatted(place.written()), hint);
        }
      }
    }

    private boolean wrapped(SourceFile file, Script script) {
      List<Sql> alone = new ArrayList<>();
      int others = 0;
      for (ScriptPart part : script.parts()) {
        if (part instanceof Sql sql) {
          if (NO_TRANSACTION.matcher(leading(script, sql)).matches()) {
            alone.add(sql);
          } else {
            others++;
          }
        }
      }
      if (!alone.isEmpty() && others > 0 && !settings.mixed()) {
        problems.error(
            "flyway-mixed-transaction",
            file.name(),
            script.source().position(alone.getFirst().span().start()).line(),
            "this statement runs in no transaction, others of the script would: Flyway refuses it",
            "Give the statement a migration of its own, or set flyway.mixed=true.");
      }
      return alone.isEmpty();
    }

    /// A habit that Flyway does not know: it reads the file beside the script only.
    private void comment(SourceFile file, Script script) {
      for (Comment comment : script.comments()) {
        if (COMMENTED.matcher(script.source().text(comment.span())).matches()) {
          problems.warning(
              "flyway-comment-without-effect",
              file.name(),
              script.source().position(comment.span().start()).line(),
              "Flyway does not read executeInTransaction from a comment",
              "Write it to a file with the script's name followed by .conf.");
        }
      }
    }

    private static String leading(Script script, Sql sql) {
      int end = Math.min(sql.span().end(), sql.span().start() + LEADING_CHARS);
      return script
          .source()
          .text()
          .substring(sql.span().start(), end)
          .replaceAll("--[^\\n]*|/\\*[\\s\\S]*?\\*/", " ")
          .replaceAll("\\s+", " ")
          .toUpperCase(Locale.ROOT);
    }
  }

  /// What the file beside a script says of it alone.
  private record ScriptConfiguration(Optional<Boolean> inTransaction, boolean replaced) {
    static final ScriptConfiguration NONE = new ScriptConfiguration(Optional.empty(), true);

    private static final Pattern SETTING =
        Pattern.compile(
            "(?m)^\\s*(?:flyway\\.)?(executeInTransaction|placeholderReplacement)"
                + "\\s*[=:]\\s*(true|false)\\s*$");

    static ScriptConfiguration of(SourceText text) {
      Optional<Boolean> inTransaction = Optional.empty();
      boolean replaced = true;
      Matcher found = SETTING.matcher(text.text());
      while (found.find()) {
        boolean value = found.group(2).equals("true");
        if (found.group(1).equals("executeInTransaction")) {
          inTransaction = Optional.of(value);
        } else {
          replaced = value;
        }
      }
      return new ScriptConfiguration(inTransaction, replaced);
    }
  }
}
