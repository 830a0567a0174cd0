package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.PostgresError;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Gathers a level's outcomes into its result. For one thread at a time.
final class CheckTally {
  /// How many broken objects the verdict itself names; the facts name all.
  private static final int NAMED = 5;

  private final List<String> broken = new ArrayList<>();
  private final List<String> unfinished = new ArrayList<>();
  private final List<String> sampled = new ArrayList<>();
  private final List<String> amcheckAlone = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long sound;

  void add(CheckOutcome outcome) {
    switch (outcome) {
      case CheckOutcome.Sound() -> sound++;
      case CheckOutcome.Broken(String what) -> broken.add(what);
      case CheckOutcome.Sampled(String what) -> sampled.add(what);
      case CheckOutcome.AmcheckAlone(String what) -> amcheckAlone.add(what);
      case CheckOutcome.Unfinished(String what) -> unfinished.add(what);
      case CheckOutcome.Remark(String what) -> remarks.add(what);
    }
  }

  /// Runs the checks of one database. Where its server refuses a question about the whole of it,
  /// the database is undecided, or broken if its catalog is, and the others are still checked.
  void database(String database, Consumer<String> checks) {
    try {
      checks.accept(database);
    } catch (Fault fault) {
      if (fault.code() != PostgresError.DATA_CORRUPTED && !SourceReader.isOfOneDatabase(fault)) {
        throw fault;
      }
      add(OwnerCrew.outcome("what it holds cannot be listed", fault).in(database));
    }
  }

  void addAll(List<CheckOutcome> outcomes) {
    outcomes.forEach(this::add);
  }

  /// Something that changes no verdict and is to be known.
  void note(String note) {
    notes.add(note);
  }

  long sound() {
    return sound;
  }

  /// What of the checked was not compared in full, in words for the level's line; each begins with
  /// a semicolon.
  String limits() {
    return count(sampled, "by random sample")
        + count(amcheckAlone, "by amcheck alone")
        + count(unfinished, "not compared")
        + count(remarks, "of which the source claims nothing");
  }

  private static String count(List<String> some, String what) {
    return some.isEmpty() ? "" : String.format(Locale.ROOT, "; %,d %s", some.size(), what);
  }

  LevelResult result(Level level, Duration took, String summary) {
    List<String> facts = new ArrayList<>(broken);
    unfinished.forEach(u -> facts.add("undecided: " + u));
    facts.addAll(sampled);
    facts.addAll(amcheckAlone);
    facts.addAll(remarks);
    facts.addAll(notes);
    return new LevelResult(level, verdict(), took, summary + limits(), facts);
  }

  private Verdict verdict() {
    if (!broken.isEmpty()) {
      return Verdict.refuted(some(broken));
    }
    if (!unfinished.isEmpty()) {
      return Verdict.undecided(some(unfinished));
    }
    return sound + sampled.size() + amcheckAlone.size() == 0
        ? Verdict.undecided("nothing was checked")
        : Verdict.proved();
  }

  private static String some(List<String> all) {
    String first = String.join("; ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? first : "%s; and %d more".formatted(first, all.size() - NAMED);
  }
}
