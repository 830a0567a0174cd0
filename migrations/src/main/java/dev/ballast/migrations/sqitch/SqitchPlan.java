package dev.ballast.migrations.sqitch;

import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The changes of a `sqitch.plan`, in its order.
record SqitchPlan(List<Change> changes) {
  private static final Pattern CHANGE =
      Pattern.compile("\\s*[+-]?\\s*([^\\s\\[#]+)\\s*(?:\\[([^]]*)])?[^#]*(?:#\\s*(.*?)\\s*)?");
  private static final Pattern TAG = Pattern.compile("\\s*@([^\\s#]+).*");

  /// @param tags of a change that was reworked later: those between it and its next version
  /// @param line in the plan, from 1
  record Change(String name, List<String> tags, String note, int line) {
    Change {
      tags = List.copyOf(tags);
    }

    /// The name as sqitch writes it, with the tag where it needs one.
    String title() {
      return tags.isEmpty() ? name : name + "@" + tags.getFirst();
    }
  }

  SqitchPlan {
    changes = List.copyOf(changes);
  }

  static SqitchPlan read(SourceText text, String file, SourceProblems problems) {
    List<Change> changes = new ArrayList<>();
    Map<String, Integer> last = new HashMap<>();
    Set<String> tagNames = new HashSet<>();
    List<Tag> tags = new ArrayList<>();
    for (int number = 1; number <= text.lines(); number++) {
      String line = text.line(number);
      if (line.isBlank() || line.startsWith("%") || line.strip().startsWith("#")) {
        continue;
      }
      Matcher tag = TAG.matcher(line);
      Matcher change = CHANGE.matcher(line);
      if (tag.matches()) {
        tagNames.add(tag.group(1));
        tags.add(new Tag(tag.group(1), changes.size()));
      } else if (change.matches()) {
        String name = change.group(1);
        requires(change, number, new Known(last.keySet(), tagNames), file, problems);
        Integer earlier = last.put(name, changes.size());
        if (earlier != null) {
          List<String> between = since(earlier, tags);
          Change reworked = changes.get(earlier);
          changes.set(earlier, new Change(name, between, reworked.note(), reworked.line()));
          if (between.isEmpty()) {
            problems.error(
                "version-duplicate",
                file,
                number,
                "change " + name + " is already in line " + reworked.line(),
                "A change can be reworked only after a tag: run sqitch tag first.");
          }
        }
        String note = change.group(3) == null ? "" : change.group(3);
        changes.add(new Change(name, List.of(), note, number));
      } else {
        problems.error(
            "sqitch-plan-unreadable",
            file,
            number,
            "this line is no change, tag or pragma",
            "See sqitch's manual, The Plan File.");
      }
    }
    return new SqitchPlan(changes);
  }

  private static List<String> since(int change, List<Tag> tags) {
    return tags.stream().filter(tag -> tag.changesBefore() > change).map(Tag::name).toList();
  }

  private record Tag(String name, int changesBefore) {}

  /// Changes and tags of the lines before.
  private record Known(Set<String> changes, Set<String> tags) {
    boolean has(String required) {
      int at = required.indexOf('@');
      String change = at < 0 ? required : required.substring(0, at);
      boolean tagKnown = at < 0 || tags.contains(required.substring(at + 1));
      return (change.isEmpty() || changes.contains(change)) && tagKnown;
    }
  }

  /// What a change requires of this project must stand before it; `!` is a conflict, and a colon
  /// leads to another project.
  private static void requires(
      Matcher change, int line, Known known, String file, SourceProblems problems) {
    if (change.group(2) == null) {
      return;
    }
    for (String required : change.group(2).strip().split("\\s+", -1)) {
      boolean conflict = required.startsWith("!") && !required.contains(":");
      if (conflict && known.has(required.substring(1))) {
        problems.error(
            "sqitch-conflict",
            file,
            line,
            change.group(1)
                + " conflicts with "
                + required.substring(1)
                + ", which stands before it",
            "Take one of them out of the plan, or the conflict.");
      }
      boolean elsewhere = required.isEmpty() || required.startsWith("!") || required.contains(":");
      if (!elsewhere && !known.has(required)) {
        problems.error(
            "sqitch-requirement-missing",
            file,
            line,
            change.group(1) + " requires " + required + ", which does not stand before it",
            "Move the line, or correct the requirement.");
      }
    }
  }
}
