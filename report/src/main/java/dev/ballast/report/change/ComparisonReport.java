package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.evidence.Afterwards;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import dev.ballast.report.change.ComparedFigure.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Two ways of doing the same, rehearsed one after the other on copies of one clone.
///
/// @param afterwards what failed once both results were reached
public record ComparisonReport(Way first, Way second, @JsonIgnore Optional<Fault> afterwards)
    implements Report {
  public ComparisonReport {
    requireNonNull(first, "first is null");
    requireNonNull(second, "second is null");
    requireNonNull(afterwards, "afterwards is null");
  }

  /// One of the two.
  ///
  /// @param name as it was named
  public record Way(String name, RehearsalReport rehearsal) {
    public Way {
      requireNonNull(name, "name is null");
      requireNonNull(rehearsal, "rehearsal is null");
    }
  }

  public static ComparisonReport of(Way first, Way second) {
    Afterwards afterwards = new Afterwards();
    first.rehearsal().afterwards().ifPresent(afterwards::add);
    second.rehearsal().afterwards().ifPresent(afterwards::add);
    return new ComparisonReport(first, second, afterwards.fault());
  }

  @Override
  public String schema() {
    return "change-comparison/1";
  }

  /// Done where one of the two may run.
  @Override
  public ExitCode exit() {
    return first.rehearsal().exit() == ExitCode.DONE || second.rehearsal().exit() == ExitCode.DONE
        ? ExitCode.DONE
        : ExitCode.FOUND;
  }

  /// Every figure that was measured of one of them at least.
  @JsonProperty
  List<ComparedFigure> figures() {
    List<ComparedFigure> figures = new ArrayList<>();
    figures.add(duration("longest blocking", RehearsalFigures::longestBlocking));
    figures.add(duration("forwards", f -> f.took("up")));
    figures.add(duration("back", f -> f.took("down")));
    figures.add(figure("WAL", Unit.BYTES, RehearsalFigures::walBytes));
    figures.add(
        figure(
            "disk at its worst moment",
            Unit.BYTES,
            f -> f.disk().map(d -> OptionalLong.of(d.atPeak())).orElseGet(OptionalLong::empty)));
    figures.add(duration("standby lag", f -> f.lag().map(lag -> lag.longest())));
    figures.add(
        duration("p99 of the traffic during it", f -> f.traffic().flatMap(TrafficRun::p99)));
    figures.add(
        figure(
            "statements waiting during it",
            Unit.STATEMENTS,
            f ->
                f.traffic()
                    .map(t -> OptionalLong.of(t.waitingAtMost()))
                    .orElseGet(OptionalLong::empty)));
    return figures.stream().filter(ComparedFigure::isMeasured).toList();
  }

  private ComparedFigure duration(
      String name, Function<RehearsalFigures, Optional<Duration>> figure) {
    return figure(
        name,
        Unit.NANOSECONDS,
        f -> figure.apply(f).map(d -> OptionalLong.of(d.toNanos())).orElseGet(OptionalLong::empty));
  }

  private ComparedFigure figure(
      String name, Unit unit, Function<RehearsalFigures, OptionalLong> figure) {
    return new ComparedFigure(
        name,
        unit,
        figure.apply(first.rehearsal().measured()),
        figure.apply(second.rehearsal().measured()));
  }

  @Override
  public void print(Page page) {
    for (Way way : List.of(first, second)) {
      page.heading(way.name());
      page.line("  " + way.rehearsal().headline());
      page.line(
          "  %s: %s"
              .formatted(
                  Verdicts.word(page.style(), way.rehearsal().verdict()),
                  way.rehearsal().conclusion()));
      page.line("  evidence: " + RehearsalText.evidence(way.rehearsal().ending()));
    }
    page.blank();
    page.table(
        List.of("", first.name(), second.name(), "LESS"),
        figures().stream()
            .map(
                figure ->
                    List.of(
                        figure.name(),
                        figure.text(figure.first()),
                        figure.text(figure.second()),
                        figure.better(first.name(), second.name())))
            .toList());
    page.blank();
    page.line("clone      " + first.rehearsal().place().base());
    page.line("run again  " + first.rehearsal().ending().rerun());
  }
}
