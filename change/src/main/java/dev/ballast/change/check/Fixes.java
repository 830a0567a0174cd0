package dev.ballast.change.check;

import dev.ballast.change.ChangeError;
import dev.ballast.change.lint.Edit;
import dev.ballast.change.lint.Hazard;
import dev.ballast.change.lint.ScriptReport;
import dev.ballast.evidence.Fault;
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
  /// the first is made and the other waits for the next check. A file is replaced whole, so that an
  /// interrupt leaves the old one or the new one.
  ///
  /// @param folder what the files' names are relative to
  public static List<Fixed> apply(Checked checked, Path folder) {
    Set<String> standing =
        new HashSet<>(
            checked.result().findings().stream()
                .filter(CheckedFinding::fixable)
                .map(finding -> finding.rule() + "@" + finding.file() + ":" + finding.from())
                .toList());
    Map<String, List<Edit>> edits = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (ScriptReport script : checked.report().scripts()) {
      String file = script.script().file();
      texts.putIfAbsent(file, script.script().script().source().text());
      for (Hazard hazard : script.hazards()) {
        Place from = Place.of(script.script().script().source().position(hazard.span().start()));
        if (standing.contains(hazard.rule() + "@" + file + ":" + from)) {
          hazard
              .fix()
              .ifPresent(edit -> edits.computeIfAbsent(file, key -> new ArrayList<>()).add(edit));
        }
      }
    }
    List<Fixed> fixed = new ArrayList<>();
    edits.forEach(
        (file, list) -> fixed.add(apply(folder.resolve(file), file, texts.get(file), list)));
    return fixed;
  }

  private static Fixed apply(Path path, String name, String text, List<Edit> edits) {
    List<Edit> ordered = new ArrayList<>(edits);
    ordered.sort(Comparator.comparingInt(edit -> edit.span().start()));
    StringBuilder result = new StringBuilder();
    int copied = 0;
    int made = 0;
    for (Edit edit : ordered) {
      if (edit.span().start() >= copied) {
        result.append(text, copied, edit.span().start()).append(edit.replacement());
        copied = edit.span().end();
        made++;
      }
    }
    result.append(text, copied, text.length());
    write(path, result.toString());
    return new Fixed(name, made);
  }

  private static void write(Path path, String text) {
    Path fresh = path.resolveSibling(path.getFileName() + ".ballast-new");
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Fault.of(ChangeError.OUTPUT_UNWRITABLE, path + " cannot be changed")
          .detail(e.getClass().getSimpleName() + ": " + e.getMessage())
          .hint("Check that you may write to its folder.")
          .cause(e);
    }
  }
}
