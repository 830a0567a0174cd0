package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// sqitch: the changes of `sqitch.plan` in its order, their scripts in `deploy/` and `revert/`.
/// psql
/// runs them, so transactions are those a script begins itself.
///
/// A change that was reworked is in the plan twice; the script of the earlier one carries the
/// tag that came between: `deploy/users@v1.0.sql`.
public final class SqitchReader implements ToolReader {
  private static final Pattern CONFIGURED =
      Pattern.compile("(?m)^\\s*(deploy_dir|revert_dir|verify_dir)\\s*=\\s*(\\S+)\\s*$");

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
        Project project = new Project(found, configuration(found, sources), files, used);
        for (SqitchPlan.Change change : plan.changes()) {
          project.migration(change, problems).ifPresent(migrations::add);
        }
      }
    }
    for (SourceFile file : sources.files()) {
      if (!used.contains(file.path())) {
        problems.warning(
            "file-not-a-migration",
            file.name(),
            0,
            "no change of the plan has this script, so it was not read",
            "Add it with sqitch add, or leave it out with an exclude pattern.");
      }
    }
    return migrations;
  }

  private static Map<String, String> configuration(FoundFile plan, SourceSet sources) {
    Map<String, String> values = new HashMap<>();
    for (Path folder : List.of(plan.path().resolveSibling("."), plan.path().resolveSibling(".."))) {
      Path path = folder.resolve("sqitch.conf").normalize();
      if (values.isEmpty() && Files.isRegularFile(path)) {
        sources
            .texts()
            .read(path, "sqitch.conf")
            .ifPresent(
                text -> {
                  Matcher found = CONFIGURED.matcher(text.text());
                  while (found.find()) {
                    values.putIfAbsent(found.group(1), found.group(2));
                  }
                });
      }
    }
    return values;
  }

  /// One plan with the scripts below its folder.
  private record Project(
      FoundFile plan, Map<String, String> settings, Map<Path, SourceFile> files, Set<Path> used) {

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
            "Add " + path("deploy", change.name(), change.tags().stream().findFirst()) + ".");
        return Optional.empty();
      }
      return Optional.of(
          new Migration(
                  Migration.Kind.VERSIONED,
                  change.title(),
                  change.note(),
                  deploy.get().script(TransactionMode.PER_STATEMENT),
                  revert.map(file -> file.script(TransactionMode.PER_STATEMENT)),
                  true)
              .withListings(List.of(new Migration.Listing(plan.name(), change.line()))));
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
        Path path = plan.path().resolveSibling(path(direction, change.name(), tag)).normalize();
        SourceFile file = files.get(path);
        if (file != null) {
          used.add(path);
          return Optional.of(file);
        }
      }
      return Optional.empty();
    }

    private String path(String direction, String name, Optional<String> tag) {
      String folder = settings.getOrDefault(direction + "_dir", direction);
      return folder + "/" + name + tag.map(it -> "@" + it).orElse("") + ".sql";
    }
  }
}
