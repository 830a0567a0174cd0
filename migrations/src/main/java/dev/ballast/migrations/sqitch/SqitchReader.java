package dev.ballast.migrations.sqitch;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.migrations.psql.PsqlScripts;
import dev.ballast.migrations.tool.ToolReader;
import dev.ballast.sql.script.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// sqitch: the changes of `sqitch.plan` in its order, their scripts in `deploy/` and `revert/`.
/// psql
/// runs them, so transactions are those a script begins itself.
///
/// A change that was reworked is in the plan twice; the script of the earlier one carries the
/// tag that came between: `deploy/users@v1.0.sql`.
public final class SqitchReader implements ToolReader {
  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Map<Path, SourceFile> files = new HashMap<>();
    sources.files().forEach(file -> files.put(file.path(), file));
    Set<Path> used = new HashSet<>();
    List<Migration> migrations = new ArrayList<>();
    for (FoundFile found : sources.companions(Companion.SQITCH_PLAN)) {
      Optional<SourceText> text = sources.texts().read(found.path(), found.name());
      if (text.isPresent()) {
        SqitchPlan plan = SqitchPlan.read(text.get(), found.name(), problems);
        Project project = project(found, sources, files, used, problems);
        for (SqitchPlan.Change change : plan.changes()) {
          project.migration(change, problems).ifPresent(migrations::add);
        }
      }
    }
    for (SourceFile file : sources.files()) {
      if (!used.contains(file.path())) {
        problems.notRun(
            file,
            "no change of the plan has this script, so it was not read",
            "Add it with sqitch add, or leave it out with an exclude pattern.");
      }
    }
    return migrations;
  }

  private static Project project(
      FoundFile plan,
      SourceSet sources,
      Map<Path, SourceFile> files,
      Set<Path> used,
      SourceProblems problems) {
    SqitchConfiguration settings = SqitchConfiguration.of(plan, sources.texts());
    PsqlScripts scripts =
        new PsqlScripts(sources, problems, List.of(settings.root()), settings.variables());
    return new Project(plan, settings, scripts, files, used);
  }

  /// One plan with the scripts below its folder.
  private record Project(
      FoundFile plan,
      SqitchConfiguration settings,
      PsqlScripts scripts,
      Map<Path, SourceFile> files,
      Set<Path> used) {

    Optional<Migration> migration(SqitchPlan.Change change, SourceProblems problems) {
      Optional<SourceFile> deploy = script("deploy", change);
      Optional<SourceFile> revert = script("revert", change);
      script("verify", change);
      if (deploy.isEmpty()) {
        problems.error(
            "sqitch-script-missing",
            plan.name(),
            change.line(),
            "change " + change.title() + " has no script that could be read",
            "Add "
                + written(path("deploy", change.name(), change.tags().stream().findFirst()))
                + ".");
        return Optional.empty();
      }
      Migration migration =
          new Migration(
                  Migration.Kind.VERSIONED,
                  change.title(),
                  change.note(),
                  scripts.of(deploy.get(), TransactionMode.PER_STATEMENT),
                  revert.map(file -> scripts.of(file, TransactionMode.PER_STATEMENT)),
                  true)
              .withListings(List.of(new Migration.Listing(plan.name(), change.line())));
      Migration listed = scripts.listed(migration, deploy.get());
      used.addAll(scripts.included());
      return Optional.of(listed);
    }

    /// The script of a change; of a reworked one, that with the first tag behind it for which a
    /// script exists.
    private Optional<SourceFile> script(String direction, SqitchPlan.Change change) {
      List<Optional<String>> suffixes = new ArrayList<>();
      change.tags().forEach(tag -> suffixes.add(Optional.of(tag)));
      if (change.tags().isEmpty()) {
        suffixes.add(Optional.empty());
      }
      for (Optional<String> tag : suffixes) {
        Path path = path(direction, change.name(), tag);
        SourceFile file = files.get(path);
        if (file != null) {
          used.add(path);
          return Optional.of(file);
        }
      }
      return Optional.empty();
    }

    private Path path(String direction, String name, Optional<String> tag) {
      return settings
          .folder(direction, tag.isPresent())
          .resolve(name + tag.map(it -> "@" + it).orElse("") + "." + settings.extension())
          .normalize();
    }

    private String written(Path path) {
      Path folder = plan.path().resolveSibling(".").normalize();
      return (path.startsWith(folder) ? folder.relativize(path) : path).toString();
    }
  }
}
