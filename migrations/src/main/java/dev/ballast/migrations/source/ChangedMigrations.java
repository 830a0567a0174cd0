package dev.ballast.migrations.source;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.git.GitRange;
import dev.ballast.sql.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Says which migrations a range of git's history touches; the others are history themselves.
///
/// @param files those that were read; standard input is always judged
record ChangedMigrations(String range, List<FoundFile> files, Path workingFolder) {

  /// @param asked the files and folders that were requested
  List<Migration> of(List<Migration> migrations, List<Path> asked) {
    Map<String, Path> included = included(migrations);
    List<Path> paths =
        Stream.concat(asked.stream(), included.values().stream())
            .map(ChangedMigrations::real)
            .distinct()
            .toList();
    Set<Path> changed = GitRange.changed(range, paths);
    NewAsAWhole whole =
        new NewAsAWhole(range, GitRange.added(range, paths), GitRange.edited(range, paths));
    Map<String, Path> touched = new HashMap<>();
    for (FoundFile file : files) {
      Path path = file.isStandardInput() ? file.path() : real(file.path());
      if (file.isStandardInput() || changed.contains(path)) {
        touched.put(file.name(), path);
      }
    }
    included.forEach(
        (name, path) -> {
          if (changed.contains(real(path))) {
            touched.putIfAbsent(name, real(path));
          }
        });
    Map<String, Integer> perFile = new HashMap<>();
    migrations.forEach(migration -> perFile.merge(migration.up().file(), 1, Integer::sum));
    Map<String, LinesLeft> lines = new HashMap<>();
    Map<String, Optional<BitSet>> listings = new HashMap<>();
    List<Migration> judged = new ArrayList<>();
    for (Migration migration : migrations) {
      String file = migration.up().file();
      boolean here = touched.containsKey(file);
      boolean back = migration.down().filter(down -> touched.containsKey(down.file())).isPresent();
      if (here && perFile.getOrDefault(file, 0) > 1 && !file.equals(SourceRequest.STANDARD_INPUT)) {
        Path path = touched.getOrDefault(file, Path.of(file));
        here = lines.computeIfAbsent(file, name -> new LinesLeft(changed(path))).touch(migration);
        back = false;
      }
      boolean listed =
          migration.listings().stream()
              .anyMatch(
                  listing ->
                      touched.containsKey(listing.file())
                          && (listing.line() == 0
                              || listings
                                  .computeIfAbsent(
                                      listing.file(), name -> changed(touched.get(name)))
                                  .map(changedLines -> changedLines.get(listing.line()))
                                  .orElse(true)));
      Migration each = migration.withJudged(here || back || listed);
      judged.add(here && whole.holds(each, touched.get(file)) ? each.withAdded() : each);
    }
    return judged;
  }

  /// The files of which migrations hold all, by their names.
  private Map<String, Path> included(List<Migration> migrations) {
    Map<String, Path> included = new HashMap<>();
    for (Migration migration : migrations) {
      for (Migration.Listing listing : migration.listings()) {
        Path path = workingFolder.toAbsolutePath().normalize().resolve(listing.file());
        if (listing.line() == 0 && Files.isRegularFile(path)) {
          included.put(listing.file(), path);
        }
      }
    }
    return included;
  }

  /// The changed lines; empty where git does not keep the file, and where the difference is too
  /// long to be read: then all of the file is judged, which hides nothing.
  private Optional<BitSet> changed(Path path) {
    try {
      return GitRange.changedLines(range, path);
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return Optional.empty();
    }
  }

  /// As git names it: it knows no links around the repository.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /// Gives each changed line of a file to the migration that it is in or before. Not
  /// thread-safe.
  private static final class LinesLeft {
    private final Optional<BitSet> changed;
    private int from = 1;

    LinesLeft(Optional<BitSet> changed) {
      this.changed = changed;
    }

    boolean touch(Migration migration) {
      int last = lastLine(migration.up().script());
      last = Math.max(last, migration.down().map(it -> lastLine(it.script())).orElse(0));
      boolean touched = changed.isEmpty();
      if (changed.isPresent() && last >= from) {
        int line = changed.get().nextSetBit(from);
        touched = line >= 0 && line <= last;
        from = last + 1;
      }
      return touched;
    }

    private static int lastLine(Script script) {
      int parts = script.parts().isEmpty() ? 0 : script.parts().getLast().span().end();
      int comments = script.comments().isEmpty() ? 0 : script.comments().getLast().span().end();
      int last = Math.max(parts, comments);
      return last == 0 ? 0 : script.source().position(last).line();
    }
  }
}
