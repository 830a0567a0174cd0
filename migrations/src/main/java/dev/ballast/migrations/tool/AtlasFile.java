package dev.ballast.migrations.tool;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.sql.script.Excerpt;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is in one file of Atlas: the directives in the comments at its top, and the entries of an
/// archive (`-- atlas:txtar`), of which `migration.sql` goes forwards and `down.sql` back.
record AtlasFile(SourceFile file, List<Directive> directives, List<Entry> entries) {
  private static final Pattern DIRECTIVE = Pattern.compile("--\\s*atlas:(\\w+)(?:\\s+(.*))?");
  private static final Pattern ENTRY = Pattern.compile("-- (\\S+\\.sql) --\\s*");

  /// `-- atlas:<name> <value>`.
  record Directive(String name, String value) {}

  /// A file in an archive.
  record Entry(String name, Span text) {}

  AtlasFile {
    directives = List.copyOf(directives);
    entries = List.copyOf(entries);
  }

  static AtlasFile of(SourceFile file) {
    List<Directive> directives = directives(file.text());
    boolean archive = directives.stream().anyMatch(each -> each.name().equals("txtar"));
    return new AtlasFile(file, directives, archive ? entries(file.text()) : List.of());
  }

  /// Whether the file says how Atlas must treat it. `nolint` does not: other tools' files have it.
  static boolean hasDirective(SourceText text) {
    return directives(text).stream().anyMatch(each -> !each.name().equals("nolint"));
  }

  Optional<String> value(String directive) {
    return directives.stream()
        .filter(each -> each.name().equals(directive))
        .map(Directive::value)
        .findFirst();
  }

  MigrationScript up(TransactionMode mode) {
    Span all = new Span(0, file.text().text().length());
    return script(mode, entry("migration.sql").orElse(all));
  }

  Optional<MigrationScript> down(TransactionMode mode) {
    return entry("down.sql").map(span -> script(mode, span));
  }

  private Optional<Span> entry(String name) {
    return entries.stream().filter(each -> each.name().equals(name)).map(Entry::text).findFirst();
  }

  private MigrationScript script(TransactionMode mode, Span span) {
    Optional<String> delimiter =
        value("delimiter")
            .map(it -> it.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"))
            .filter(it -> !it.isEmpty());
    if (delimiter.isEmpty()) {
      return file.script(mode, span);
    }
    List<Span> pieces = new ArrayList<>();
    String text = file.text().text();
    int from = span.start();
    int at = text.indexOf(delimiter.get(), from);
    while (at >= 0 && at < span.end()) {
      pieces.add(new Span(from, at));
      from = at + delimiter.get().length();
      at = text.indexOf(delimiter.get(), from);
    }
    pieces.add(new Span(Math.min(from, span.end()), span.end()));
    return new MigrationScript(
        file.name(), ScriptSplitter.split(Excerpt.of(file.text(), pieces), pieces), mode);
  }

  private static List<Directive> directives(SourceText text) {
    List<Directive> directives = new ArrayList<>();
    for (int number = 1; number <= text.lines(); number++) {
      String line = text.line(number).strip();
      Matcher directive = DIRECTIVE.matcher(line);
      if (directive.matches()) {
        directives.add(
            new Directive(
                directive.group(1), directive.group(2) == null ? "" : directive.group(2)));
      } else if (!line.startsWith("--")) {
        break;
      }
    }
    return directives;
  }

  private static List<Entry> entries(SourceText text) {
    List<Entry> entries = new ArrayList<>();
    for (int number = 1; number <= text.lines(); number++) {
      Matcher entry = ENTRY.matcher(text.line(number));
      if (entry.matches()) {
        Span line = text.lineSpan(number);
        if (!entries.isEmpty()) {
          Entry last = entries.removeLast();
          entries.add(new Entry(last.name(), new Span(last.text().start(), line.start())));
        }
        entries.add(new Entry(entry.group(1), new Span(line.end(), text.text().length())));
      }
    }
    return entries;
  }
}
