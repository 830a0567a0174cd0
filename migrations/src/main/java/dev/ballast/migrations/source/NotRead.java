package dev.ballast.migrations.source;

import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reports what was found and not read, so that nobody takes it for checked.
record NotRead(SourceSet sources, SourceProblems problems) {
  /// So many of one folder are named.
  private static final int NAMED = 10;

  /// Documents, what editors and repositories keep, and what tools write for themselves.
  private static final Pattern NO_SCRIPT =
      Pattern.compile(
          "(?i)(?:.*/)?(?:\\.[^/]*|readme[^/]*|license[^/]*|changelog\\.[^/]*|[^/]*\\.(?:md|adoc|rst|class)"
              + "|migration_lock\\.toml|flyway\\.user\\.toml|atlas\\.sum|meta/[0-9]+_snapshot\\.json|[0-9]+_[^/]+/snapshot\\.json"
              // what Ballast itself keeps
              + "|[^/]*baseline[^/]*\\.json|ballast[^/]*\\.ya?ml)");

  private static final Map<Companion, Tool> LISTS =
      new EnumMap<>(
          Map.of(
              Companion.LIQUIBASE_CHANGELOG, Tool.LIQUIBASE,
              Companion.DRIZZLE_JOURNAL, Tool.DRIZZLE,
              Companion.SQITCH_PLAN, Tool.SQITCH));

  /// Lists of migrations of another tool than the one that was read.
  void lists(Tool tool) {
    Set<String> told =
        problems.all().stream().map(problem -> problem.file()).collect(Collectors.toSet());
    LISTS.forEach(
        (kind, owner) -> {
          List<FoundFile> found = sources.companions(kind);
          if (owner != tool && found.stream().noneMatch(file -> told.contains(file.name()))) {
            found.forEach(
                file ->
                    problems.warning(
                        "tools-mixed",
                        file.name(),
                        0,
                        "it is a list of migrations of %s among files of %s; it was not read"
                            .formatted(owner.title(), tool.title()),
                        "Check one folder at a time, or say which tool it is."));
          }
        });
  }

  /// Files that are no scripts: those beside scripts by folder, all others together.
  void others(List<FoundFile> others) {
    Set<String> folders =
        sources.files().stream().map(file -> folder(file.found())).collect(Collectors.toSet());
    Map<String, List<FoundFile>> beside = new TreeMap<>();
    List<FoundFile> elsewhere = new ArrayList<>();
    for (FoundFile file : others) {
      if (!NO_SCRIPT.matcher(file.name()).matches() && !sources.texts().hasRead(file.path())) {
        if (folders.contains(folder(file))) {
          beside.computeIfAbsent(folder(file), key -> new ArrayList<>()).add(file);
        } else {
          elsewhere.add(file);
        }
      }
    }
    beside.values().forEach(files -> report(files, "beside scripts"));
    if (!elsewhere.isEmpty()) {
      report(elsewhere, "in folders without scripts");
    }
  }

  private void report(List<FoundFile> files, String where) {
    FoundFile first = files.getFirst();
    String more =
        files.subList(1, Math.min(files.size(), NAMED)).stream()
            .map(FoundFile::name)
            .collect(Collectors.joining(", "));
    int left = files.size() - NAMED;
    problems.info(
        "file-not-read",
        first.name(),
        0,
        files.size() == 1
            ? "it is not read: its name is that of no migration"
            : "it and %d more %s are not read, as their names are those of no migrations: %s%s"
                .formatted(
                    files.size() - 1, where, more, left > 0 ? " and " + left + " others" : ""),
        "Nothing to do if that is right; an exclude pattern leaves them out without this note.");
  }

  private static String folder(FoundFile file) {
    return file.name().substring(0, file.name().lastIndexOf('/') + 1);
  }
}
