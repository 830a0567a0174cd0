package dev.ballast.server.page;

import dev.ballast.pages.fleet.FleetPage.Standing;
import dev.ballast.pages.fleet.OpenPages;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.Capacity.Outlook;
import dev.ballast.pages.report.CapacityText;
import dev.ballast.pages.report.CostText;
import dev.ballast.pages.report.ExecutiveSheet.Cost;
import dev.ballast.pages.report.ExecutiveSheet.Done;
import dev.ballast.pages.report.ExecutiveSheet.Sentences;
import dev.ballast.pages.report.ExecutiveSheet.TargetRow;
import dev.ballast.pages.report.Risk;
import dev.ballast.pages.text.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The five sentences of an executive sheet.
///
/// @param open pages, of which the causes are risks
/// @param partly whether objectives were measured in a part of the period only
record ExecutiveSentences(OpenPages open, boolean partly, Moments moments) {
  /// @param targets the worst first
  /// @param capacity what runs out first is first
  Sentences of(
      List<TargetRow> targets, List<Capacity> capacity, Done done, Cost cost, List<Risk> risks) {
    return new Sentences(
        met(targets), runsOut(capacity), done(done, cost), risk(risks), decision(risks));
  }

  private String met(List<TargetRow> targets) {
    if (targets.isEmpty()) {
      return "No target is watched, so nothing is known.";
    }
    long missed =
        targets.stream()
            .filter(t -> t.standing() == Standing.MISSED || t.standing() == Standing.UNREACHABLE)
            .count();
    long unknown = targets.stream().filter(t -> t.standing() == Standing.UNKNOWN).count();
    if (missed + unknown == 0) {
      return "All objectives of %s are met%s."
          .formatted(
              counted(targets.size(), "target"),
              partly ? ", in the part of the period that was measured" : "");
    }
    TargetRow worst = targets.getFirst();
    String why = worst.standing() == Standing.UNREACHABLE ? "it cannot be reached" : worst.why();
    String first = worst.target() + (why.isEmpty() ? "" : " (" + why + ")");
    String not = unknown == 0 ? "" : " Of %d it is not known.".formatted(unknown);
    return missed == 0
        ? "No objective is known to be missed; of %d of %d targets it is not known, first %s."
            .formatted(unknown, targets.size(), first)
        : "%d of %d targets %s an objective or cannot be reached, first %s.%s"
            .formatted(missed, targets.size(), missed == 1 ? "misses" : "miss", first, not);
  }

  private String runsOut(List<Capacity> capacity) {
    List<Capacity> dated = capacity.stream().filter(each -> each.date().isPresent()).toList();
    long unknown = capacity.stream().filter(each -> each.outlook() == Outlook.UNKNOWN).count();
    String not = unknown == 0 ? "" : " Of %d the pace is not known yet.".formatted(unknown);
    if (capacity.isEmpty()) {
      return "Nothing is known of capacity: no size is stored.";
    }
    if (dated.isEmpty()) {
      return unknown == capacity.size()
          ? "When something runs out is not known: no figures of 3 days are stored yet."
          : "Nothing of which the pace is known runs out within a year." + not;
    }
    Capacity first = dated.getFirst();
    return "The %s at %s runs out first, on %s%s.%s"
        .formatted(
            CapacityText.name(first),
            first.target(),
            CapacityText.when(first, moments),
            dated.size() == 1 ? "" : "; %d more within a year".formatted(dated.size() - 1),
            not);
  }

  private static String done(Done done, Cost cost) {
    List<String> parts = new ArrayList<>();
    parts.add("%s closed and %d opened".formatted(tickets(done), done.ticketsOpened()));
    parts.add(
        done.proofs() == 0
            ? "no backup was restored and read"
            : "%s restored and read, of which %d proved"
                .formatted(counted(done.proofs(), "backup"), done.proved()));
    if (done.logProofs() > 0) {
      parts.add(
          "%d of %s of the log held"
              .formatted(done.logProved(), counted(done.logProofs(), "proof")));
    }
    if (done.rehearsals() > 0) {
      parts.add(
          "%d of %s passed".formatted(done.passed(), counted(done.rehearsals(), "rehearsal")));
    }
    if (done.deployments() > 0) {
      parts.add("%s reported".formatted(counted(done.deployments(), "deployment")));
    }
    return String.join(", ", parts) + ". " + CostText.of(cost);
  }

  private static String tickets(Done done) {
    return counted(done.ticketsClosed(), "ticket");
  }

  private String risk(List<Risk> risks) {
    if (risks.isEmpty()) {
      return "No page is open, no ticket is overdue, and every check is decided.";
    }
    long undecided =
        risks.stream()
            .filter(risk -> risk.kind() == Risk.Kind.UNDECIDED)
            .map(Risk::target)
            .distinct()
            .count();
    Risk first = risks.getFirst();
    return "%s, %s overdue, checks that cannot be evaluated at %s; first %s: %s."
        .formatted(
            open.words(),
            counted(count(risks, Risk.Kind.OVERDUE), "ticket"),
            counted(undecided, "target"),
            first.target(),
            first.what());
  }

  private static long count(List<Risk> risks, Risk.Kind kind) {
    return risks.stream().filter(risk -> risk.kind() == kind).count();
  }

  private static String decision(List<Risk> risks) {
    Optional<Risk> first = risks.stream().findFirst();
    if (first.isEmpty()) {
      return "No decision is needed.";
    }
    String more =
        risks.size() == 1 ? "" : " %s needed, see below.".formatted(more(risks.size() - 1));
    return "At %s: %s.%s".formatted(first.get().target(), first.get().decision(), more);
  }

  private static String more(int others) {
    return others == 1 ? "1 more is" : others + " more are";
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
