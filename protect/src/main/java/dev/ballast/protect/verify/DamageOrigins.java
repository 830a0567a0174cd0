package dev.ballast.protect.verify;

import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells the damage that the source has too from the backup's, for the verdict of L4. For one
/// thread.
final class DamageOrigins {
  /// How many relations the verdict names of each kind; the facts name all.
  private static final int NAMED = 3;

  private final SourceInquiry source;
  private final List<String> facts = new ArrayList<>();
  private final Map<String, List<String>> byReason = new LinkedHashMap<>();
  private final List<String> ofSource = new ArrayList<>();
  private final List<String> ofCopy = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  DamageOrigins(SourceInquiry source) {
    this.source = source;
  }

  /// Finds out about the relations of one database.
  ///
  /// @param keeper the superuser of the copy
  void explain(Session keeper, String database, List<Suspect> suspects) {
    for (Suspect suspect : suspects) {
      DamageOrigin origin =
          DeduplicationMark.of(keeper, suspect).orElseGet(() -> source.ask(database, suspect));
      String name = database + ": " + suspect.display();
      switch (origin) {
        case DamageOrigin.Source(String evidence) -> {
          ofSource.add(name);
          facts.add(
              "the source has the damage of %s too: %s; on the source: %s"
                  .formatted(name, evidence, suspect.remedy()));
        }
        case DamageOrigin.Copy(String evidence) -> {
          ofCopy.add(name);
          facts.add(
              "the source does not have the damage of %s, unless it was repaired since the backup: %s"
                  .formatted(name, evidence));
        }
        case DamageOrigin.Unknown(String reason) -> {
          unknown.add(name);
          byReason.computeIfAbsent(reason, first -> new ArrayList<>()).add(name);
        }
      }
    }
  }

  /// The level's result, saying first whose damage it is.
  LevelResult joined(LevelResult found) {
    byReason.forEach(
        (why, names) ->
            facts.add(
                "whether the source has the damage of %s too was not found out: %s"
                    .formatted(String.join(", ", names), why)));
    if (facts.isEmpty() || !(found.verdict() instanceof Verdict.Refuted(String reason))) {
      return found;
    }
    List<String> sentences = new ArrayList<>();
    if (!ofSource.isEmpty()) {
      sentences.add("the source has this damage too: " + some(ofSource));
    }
    if (!ofCopy.isEmpty()) {
      sentences.add("the source does not have this damage: " + some(ofCopy));
    }
    if (!unknown.isEmpty()) {
      sentences.add("whether the source has this damage too is not known: " + some(unknown));
    }
    List<String> all = new ArrayList<>(facts);
    all.addAll(found.facts());
    return new LevelResult(
        found.level(),
        Verdict.refuted(String.join("; ", sentences) + "; " + reason),
        found.took(),
        found.summary(),
        all);
  }

  private static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() <= NAMED ? first : "%s and %d more".formatted(first, names.size() - NAMED);
  }
}
