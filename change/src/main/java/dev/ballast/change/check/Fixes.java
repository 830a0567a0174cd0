package dev.ballast.change.check;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.rules.lint.Edit;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintReport;
import dev.ballast.rules.lint.ScriptReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the mechanical edits of a check in the files themselves.
public final class Fixes {
  private Fixes() {}

  /// One file that was changed.
  public record Fixed(String file, int edits) {}

  /// Makes every edit that a rule offers for a finding that still stands. Of two edits that touch,
  /// the first is made and the other waits for the next check. So does a bound of lock_timeout in a
  /// file where something becomes CONCURRENTLY. New lines end as those of the file. A file is
  /// replaced whole, so that an interrupt leaves the old one or the new one.
  ///
  /// @param result what stands
  /// @param report the judged scripts behind it
  /// @param folder what the files' names are relative to
  static List<Fixed> apply(CheckResult result, LintReport report, Path folder) {
    Set<String> standing =
        new HashSet<>(
            result.findings().stream()
                .filter(MigrationFinding::fixable)
                .map(finding -> finding.rule() + "@" + finding.file() + ":" + finding.from())
                .toList());
    Map<String, List<Edit>> edits = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (ScriptReport script : report.scripts()) {
      String file = script.file();
      texts.putIfAbsent(file, script.source().text());
      for (Hazard hazard : script.hazards()) {
        FilePosition from = FilePosition.of(script.source().position(hazard.span().start()));
        if (standing.contains(hazard.rule() + "@" + file + ":" + from)) {
          hazard
              .remedy()
              .fix()
              .ifPresent(edit -> edits.computeIfAbsent(file, key -> new ArrayList<>()).add(edit));
        }
      }
    }
    List<Fixed> fixed = new ArrayList<>();
    edits.forEach(
        (file, list) ->
            fixed.add(apply(folder.resolve(file), file, texts.get(file), compatible(list))));
    return fixed;
  }

  /// CONCURRENTLY waits for every older transaction, and leaves an invalid index where it waits
  /// longer than `lock_timeout` permits.
  private static List<Edit> compatible(List<Edit> edits) {
    boolean concurrently = edits.stream().anyMatch(Edit::makesConcurrent);
    return edits.stream()
        .filter(edit -> !(concurrently && edit.replacement().contains("lock_timeout")))
        .toList();
  }

  private static Fixed apply(Path path, String name, String text, List<Edit> edits) {
    List<Edit> ordered = new ArrayList<>(edits);
    ordered.sort(Comparator.comparingInt(edit -> edit.span().start()));
    StringBuilder result = new StringBuilder();
    int copied = 0;
    int made = 0;
    for (Edit edit : ordered) {
      if (edit.span().start() >= copied) {
        result
            .append(text, copied, edit.span().start())
            .append(edit.replacement().replace("\n", lineEnd(text, edit.span().start())));
        copied = edit.span().end();
        made++;
      }
    }
    result.append(text, copied, text.length());
    write(path, result.toString());
    return new Fixed(name, made);
  }

  /// How the line ends that an edit begins in, or the one before it where it is the last.
  private static String lineEnd(String text, int place) {
    int behind = text.indexOf('\n', place);
    int end = behind >= 0 ? behind : text.lastIndexOf('\n');
    return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  private static void write(Path path, String text) {
    try {
      // Under a name that nobody can have put a link at.
      Path fresh =
          Files.createTempFile(
              path.toAbsolutePath().getParent(), path.getFileName() + ".", ".ballast-new");
      try {
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(path));
        Files.move(
            fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw Fault.of(ChangeError.OUTPUT_UNWRITABLE, path + " cannot be changed")
          .detail(e.getClass().getSimpleName() + ": " + e.getMessage())
          .hint("Check that you may write to its folder.")
          .cause(e);
    }
  }
}
