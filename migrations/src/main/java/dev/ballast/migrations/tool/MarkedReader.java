package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tools that keep both directions in one numbered file behind [Marks], in the order of the
/// numbers.
public final class MarkedReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)(?:[._-]?(.*))?\\.sql");
  private static final String BOOTSTRAP = "bootstrap.sql";

  /// `---- tern: disable-tx ----`: the text is sent as it is.
  private static final Pattern TERN_ALONE = Pattern.compile("(?m)^---- tern: disable-tx ----\\s*$");

  private final Marks marks;

  /// @param tool one that [Marks] knows
  public MarkedReader(Tool tool) {
    this.marks = Marks.of(tool);
  }

  /// A direction of a file.
  private record Stretch(Span span, TransactionMode mode, int line) {}

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    List<Migration> migrations = new ArrayList<>();
    List<SourceFile> numbered = new ArrayList<>();
    for (SourceFile file : sources.files()) {
      if (marks == Marks.MYBATIS && file.fileName().equals(BOOTSTRAP)) {
        read(Migration.Kind.BASELINE, "", file, problems).ifPresent(migrations::add);
      } else {
        numbered.add(file);
      }
    }
    Versions<VersionNumber> versions =
        new NumberedFiles(marks.tool(), NAME, "20261120093000_what_it_does.sql")
            .of(numbered, problems);
    versions.forEach(
        (version, file) ->
            read(Migration.Kind.VERSIONED, version.text(), file, problems)
                .ifPresent(migrations::add));
    return migrations;
  }

  private Optional<Migration> read(
      Migration.Kind kind, String version, SourceFile file, SourceProblems problems) {
    SourceText text = file.text();
    Optional<Stretch> up = Optional.empty();
    Optional<Stretch> down = Optional.empty();
    int first = text.text().length();
    for (int number = 1; number <= text.lines(); number++) {
      Span line = text.lineSpan(number);
      Optional<Marks.Mark> mark = marks.mark(text.text(line).stripTrailing());
      if (mark.isEmpty()) {
        continue;
      }
      first = Math.min(first, line.start());
      up = up.map(stretch -> endedBy(stretch, line));
      down = down.map(stretch -> endedBy(stretch, line));
      Stretch begun =
          new Stretch(new Span(line.end(), text.text().length()), marks.usual(), number);
      if (mark.get().up()) {
        up = up.or(() -> Optional.of(begun));
      } else {
        down = down.or(() -> Optional.of(begun));
      }
    }
    if (up.isPresent()) {
      outside(file, up.get(), first, problems);
    } else if (marks.needsUp()) {
      problems.error(
          "up-missing",
          file.name(),
          0,
          "no line begins the way forward, so %s runs nothing of it"
              .formatted(marks.tool().title()),
          "Put the tool's mark before the first statement.");
      return Optional.empty();
    } else {
      up = Optional.of(new Stretch(new Span(0, first), unmarked(text), 0));
    }
    return Optional.of(
        new Migration(
            kind,
            version,
            title(file),
            script(file, up.get()),
            down.map(stretch -> script(file, stretch))
                .filter(script -> !script.script().parts().isEmpty()),
            true));
  }

  /// A mark ends the stretch before it, once.
  private static Stretch endedBy(Stretch stretch, Span mark) {
    return stretch.span().end() > mark.start()
        ? new Stretch(
            new Span(stretch.span().start(), mark.start()), stretch.mode(), stretch.line())
        : stretch;
  }

  private TransactionMode unmarked(SourceText text) {
    return marks == Marks.TERN && TERN_ALONE.matcher(text.text()).find()
        ? TransactionMode.ONE_QUERY
        : marks.usual();
  }

  private void outside(SourceFile file, Stretch up, int first, SourceProblems problems) {
    if (!ScriptSplitter.split(file.text(), new Span(0, first)).parts().isEmpty()
        && marks != Marks.EVOLUTIONS) {
      problems.error(
          "statement-outside",
          file.name(),
          up.line(),
          "statements stand before the first mark, which " + marks.tool().title() + " does not run",
          "Move them below that line.");
    }
  }

  private MigrationScript script(SourceFile file, Stretch stretch) {
    return marks == Marks.EVOLUTIONS
        ? new MigrationScript(
            file.name(), EvolutionText.split(file.text(), stretch.span()), stretch.mode())
        : file.script(stretch.mode(), stretch.span());
  }

  private static String title(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    return name.matches() && name.group(2) != null && !name.group(2).isEmpty()
        ? name.group(2).replace('_', ' ').replace('-', ' ')
        : file.fileName();
  }
}
