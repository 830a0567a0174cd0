package dev.ballast.server.page;

import dev.ballast.change.claim.RehearsalClaim;
import dev.ballast.change.course.RehearsalCourse;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.state.StateCompared;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Durations;
import dev.ballast.pages.proof.RehearsalPage;
import dev.ballast.pages.proof.RehearsalPage.Actual;
import dev.ballast.pages.proof.RehearsalPage.Predicted;
import dev.ballast.pages.proof.RehearsalPage.Rollback;
import dev.ballast.pages.proof.RehearsalPage.Rule;
import dev.ballast.pages.work.Fact;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts the page of a rehearsal together.
final class RehearsalPages {
  private RehearsalPages() {}

  /// @param book the vault that the entry is in
  static RehearsalPage of(VaultBook book, EvidenceEntry entry, RehearsalClaim claim, ZoneId zone) {
    Optional<RehearsalCharts> charts =
        claim.course().map(course -> new RehearsalCharts(course, zone));
    List<Predicted> predicted = predicted(book, entry.seq());
    return new RehearsalPage(
        book.vault() + ", entry " + entry.seq(),
        "/proofs/" + book.vault() + "/" + entry.seq(),
        entry.at(),
        claim.claim(),
        ProofPages.outcome(claim.verdict()),
        claim.verdict().why(),
        charts.flatMap(each -> each.latency(claim.limits().longestBlocking())),
        charts.map(RehearsalCharts::locks),
        missing(claim),
        claim.policy().stream()
            .map(
                finding ->
                    new Rule(
                        finding.rule().toString(),
                        ProofPages.outcome(finding.verdict()),
                        finding.verdict().why().orElse("")))
            .toList(),
        predicted,
        "No prediction says that it was made from this rehearsal: --forecast makes one.",
        rollback(claim),
        facts(claim),
        claim.rerun());
  }

  /// What of the course is not kept.
  private static List<String> missing(RehearsalClaim claim) {
    List<String> all = new ArrayList<>();
    Optional<RehearsalCourse> course = claim.course();
    if (course.isEmpty()) {
      all.add(
          "This entry has no course over time: it ran on a twin, which has no rows to measure, or"
              + " was recorded before Ballast kept latencies and locks with their times.");
    } else if (course.get().latencies().isEmpty()) {
      all.add("It ran without traffic, so nothing is known of who would wait: --traffic.");
    }
    course
        .filter(each -> each.omitted() > 0)
        .ifPresent(each -> all.add(each.omitted() + " further scripts ran; they are not kept."));
    return all;
  }

  private static List<Predicted> predicted(VaultBook book, long rehearsal) {
    List<Predicted> all = new ArrayList<>();
    for (EvidenceEntry entry : book.entries()) {
      if (entry.kind().equals(PredictionRecord.PREDICTION)) {
        ChangePrediction prediction = entry.as(ChangePrediction.class);
        if (prediction.rehearsal().equals(Optional.of(rehearsal))) {
          prediction.statements().forEach(each -> all.add(predicted(book, entry.seq(), each)));
        }
      }
    }
    return all;
  }

  private static Predicted predicted(
      VaultBook book, long prediction, ChangePrediction.Statement statement) {
    Optional<Actual> actual = Optional.empty();
    for (EvidenceEntry entry : book.entries()) {
      if (entry.kind().equals(PredictionRecord.OUTCOME)) {
        ChangeOutcome outcome = entry.as(ChangeOutcome.class);
        if (outcome
            .of()
            .equals(Optional.of(new ChangeOutcome.Of(prediction, statement.number())))) {
          actual = Optional.of(actual(outcome, entry.at()));
        }
      }
    }
    return new Predicted(
        statement.number(),
        statement.text(),
        Durations.text(statement.expected()),
        Durations.text(statement.low()) + " to " + Durations.text(statement.high()),
        actual);
  }

  private static Actual actual(ChangeOutcome outcome, Instant at) {
    String source = outcome.source().equals(PredictionRecord.GIVEN) ? "somebody" : outcome.source();
    return new Actual(Durations.text(outcome.actual()), outcome.wasWithin(), source, at);
  }

  private static Rollback rollback(RehearsalClaim claim) {
    return new Rollback(
        ProofPages.outcome(claim.rollback()),
        claim.rollback().why(),
        claim
            .compared()
            .map(RehearsalPages::sentence)
            .orElse("What was compared is not recorded, or nothing was."),
        claim.compared().map(RehearsalPages::differences).orElse(List.of()),
        claim.derived());
  }

  private static String sentence(StateCompared compared) {
    return String.format(
        Locale.ROOT,
        "Compared before the change and after its way back: %,d objects of the catalogs and %,d rows of %,d tables%s; %s%s lost.",
        compared.objects(),
        compared.rows(),
        compared.tables(),
        compared.unread() > 0 ? ", %d not read".formatted(compared.unread()) : "",
        compared.exact() ? "" : "about ",
        compared.lostRows() == 1 ? "1 row was" : compared.lostRows() + " rows were");
  }

  private static List<String> differences(StateCompared compared) {
    List<String> all = new ArrayList<>(compared.differences());
    if (compared.more() > 0) {
      all.add("and %d more".formatted(compared.more()));
    }
    return all;
  }

  private static List<Fact> facts(RehearsalClaim claim) {
    RehearsalClaim.Run run = claim.run();
    List<Fact> all = new ArrayList<>();
    all.add(new Fact("backup", claim.subject()));
    all.add(
        new Fact("data as of", run.dataAsOf().map(Instant::toString).orElse("an unknown time")));
    all.add(new Fact("clone", run.base()));
    all.add(
        new Fact(
            "server",
            "PostgreSQL %s, database %s, as %s"
                .formatted(run.server(), run.database(), run.role())));
    all.add(new Fact("isolation", run.isolation()));
    all.add(new Fact("change", "SHA-256 " + claim.change().sha256()));
    for (ChangeDigest.Each script : claim.change().scripts()) {
      all.add(new Fact(script.back() ? "way back" : "script", script.file()));
    }
    return all;
  }
}
