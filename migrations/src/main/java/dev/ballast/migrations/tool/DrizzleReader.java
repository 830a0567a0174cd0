package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.document.Document;
import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.Excerpt;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Drizzle: the scripts that `meta/_journal.json` lists, in its order; since version 1 each
/// `<time>_<title>/migration.sql`, in the order of the folders' names as texts.
///
/// All that are due run in one transaction; `--> statement-breakpoint` separates what is sent.
public final class DrizzleReader implements ToolReader {
  private static final String BREAKPOINT = "--> statement-breakpoint";
  private static final Pattern NUMBERED = Pattern.compile("([0-9]+)_(.*)");
  private static final String IN_A_FOLDER = "migration.sql";

  /// Whether the file is in a folder of its own, with the snapshot that Drizzle keeps beside it.
  static boolean takes(SourceFile file, SourceSet sources) {
    return isInAFolder(file) && sources.isBeside(file, "snapshot.json");
  }

  private static boolean isInAFolder(SourceFile file) {
    return file.fileName().equals(IN_A_FOLDER) && !file.folder().isEmpty();
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Map<Path, SourceFile> left = new LinkedHashMap<>();
    sources.files().forEach(file -> left.put(file.path(), file));
    List<Migration> migrations = new ArrayList<>();
    for (FoundFile journal : sources.companions(Companion.DRIZZLE_JOURNAL)) {
      Optional<List<Element.Text>> tags = tags(journal, sources, problems);
      if (tags.isEmpty()) {
        // What is said of the journal is said of its scripts.
        left.keySet().removeIf(path -> path.startsWith(folder(journal)));
      }
      for (Element.Text tag : tags.orElse(List.of())) {
        SourceFile file = left.remove(script(journal, tag.value()));
        if (file == null) {
          problems.error(
              "drizzle-script-missing",
              journal.name(),
              tag.line(),
              "the journal lists %s, and there is no %s.sql beside its folder"
                  .formatted(tag.value(), tag.value()),
              "Restore the script, or take the entry out with drizzle-kit drop.");
        } else {
          migrations.add(
              migration(tag.value(), file)
                  .withListings(List.of(new Migration.Listing(journal.name(), tag.line()))));
        }
      }
    }
    left.values().stream()
        .filter(DrizzleReader::isInAFolder)
        .sorted(Comparator.comparing(DrizzleReader::folderName))
        .forEach(file -> migrations.add(migration(folderName(file), file)));
    left.values().removeIf(DrizzleReader::isInAFolder);
    boolean journal = !sources.companions(Companion.DRIZZLE_JOURNAL).isEmpty();
    for (SourceFile file : left.values()) {
      if (file.isStandardInput()) {
        migrations.add(migration("", file));
      } else if (!journal) {
        problems.notAMigration(Tool.DRIZZLE, file, "20261120093000_what_it_does/migration.sql");
      } else {
        problems.notRun(
            file,
            "no entry of the journal names it, so Drizzle does not run it and it was not read",
            "Have drizzle-kit generate it, or leave it out with an exclude pattern.");
      }
    }
    return migrations;
  }

  private static String folderName(SourceFile file) {
    return file.folder().substring(file.folder().lastIndexOf('/') + 1);
  }

  /// The names of the scripts; empty where the journal cannot be read or is another database's,
  /// which is reported.
  private static Optional<List<Element.Text>> tags(
      FoundFile journal, SourceSet sources, SourceProblems problems) {
    Optional<Document> document =
        sources
            .texts()
            .read(journal.path(), journal.name())
            .map(text -> Document.read(journal.relative(), text));
    if (document.isEmpty()) {
      return Optional.empty();
    }
    return switch (document.get()) {
      case Tree(Element root) -> {
        Optional<String> other = root.value("dialect").filter(it -> !it.equals("postgresql"));
        other.ifPresent(
            dialect ->
                problems.info(
                    "other-dialect",
                    journal.name(),
                    0,
                    "its scripts are for " + dialect + ", and were not read",
                    "Nothing to do if that is right."));
        yield other.isPresent()
            ? Optional.empty()
            : Optional.of(
                root.children("entries")
                    .flatMap(entries -> entries.children("tag"))
                    .map(Element::text)
                    .toList());
      }
      case Unreadable unreadable -> {
        problems.error(
            "drizzle-journal-unreadable",
            journal.name(),
            unreadable.line(),
            unreadable.reason(),
            "Repair the file; Drizzle reads the order of the migrations from it.");
        yield Optional.empty();
      }
    };
  }

  private static Path folder(FoundFile journal) {
    return journal.path().resolve("../..").normalize();
  }

  /// A tag is a file's name; it leads nowhere else.
  private static Path script(FoundFile journal, String tag) {
    Path folder = folder(journal);
    return tag.indexOf('/') >= 0 || tag.indexOf(0) >= 0 ? folder : folder.resolve(tag + ".sql");
  }

  private static Migration migration(String tag, SourceFile file) {
    Matcher numbered = NUMBERED.matcher(tag);
    return new Migration(
        Migration.Kind.VERSIONED,
        numbered.matches() ? numbered.group(1) : tag,
        (numbered.matches() ? numbered.group(2) : tag).replace('_', ' '),
        file.script(pieces(file.text()), TransactionMode.WRAPPED),
        Optional.empty(),
        true);
  }

  /// Drizzle cuts the text at each marker, wherever that stands, and sends the pieces: what follows
  /// one in its line is no comment.
  private static Script pieces(SourceText text) {
    List<Span> stretches = new ArrayList<>();
    int from = 0;
    for (int at = text.text().indexOf(BREAKPOINT); at >= 0; ) {
      stretches.add(new Span(from, at));
      from = at + BREAKPOINT.length();
      at = text.text().indexOf(BREAKPOINT, from);
    }
    stretches.add(new Span(from, text.text().length()));
    return ScriptSplitter.split(Excerpt.of(text, stretches), stretches);
  }
}
