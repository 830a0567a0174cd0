package dev.ballast.server.api;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.Rate;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One target as the API shows it.
public record TargetView(
    String name,
    boolean reachable,
    Optional<Instant> reachedAt,
    Optional<FaultView> fault,
    Optional<ServerView> server,
    CostView cost,
    List<FamilyView> families,
    List<MissingView> missing) {

  /// The server that answered last.
  public record ServerView(
      String version, String systemIdentifier, Instant startedAt, boolean standby) {}

  /// What watching it takes, in seconds.
  public record CostView(double lastPassSeconds, long passes, double totalSeconds) {}

  /// Why something is not known.
  public record FaultView(
      String code, String message, Optional<String> detail, Optional<String> hint) {
    public static FaultView of(Fault fault) {
      return new FaultView(fault.code().id(), fault.getMessage(), fault.detail(), fault.hint());
    }
  }

  /// One family: its latest reading, or why there is none.
  public record FamilyView(
      String name, Optional<Instant> at, Optional<FaultView> missing, List<EntityView> entities) {}

  /// One entity of a family.
  ///
  /// @param text of a statement
  public record EntityView(List<Label> labels, List<FigureView> figures, Optional<TextView> text) {}

  /// What is shown of a statement.
  ///
  /// @param form how much of it that is, such as `WITHOUT_LITERALS`
  public record TextView(String form, String text) {
    public static TextView of(StatementText text) {
      return new TextView(text.form().name(), text.text());
    }
  }

  /// Something beside figures that is not known, and why.
  public record MissingView(String what, FaultView why) {}

  /// One figure. An unknown value is absent, never zero.
  ///
  /// @param perSecond how fast a counter grows
  public record FigureView(
      String metric, String unit, Optional<Double> value, Optional<Double> perSecond) {}

  private static final double NANOS = 1e9;
  private static final String STATEMENT = "statement";

  public static TargetView of(TargetState state) {
    return new TargetView(
        state.target(),
        state.unreachable().isEmpty() && state.reachedAt().isPresent(),
        state.reachedAt(),
        state.unreachable().map(FaultView::of),
        state
            .server()
            .map(
                s ->
                    new ServerView(
                        s.version().toString(), s.system(), s.startedAt(), s.inRecovery())),
        new CostView(
            state.cost().lastPass().toNanos() / NANOS,
            state.cost().passes(),
            state.cost().spent().toNanos() / NANOS),
        state.families().stream().map(f -> family(state, f)).toList(),
        state.detail().missing().stream()
            .map(m -> new MissingView(m.what(), FaultView.of(m.why())))
            .toList());
  }

  private static Optional<TextView> text(TargetState target, FamilyState family, Figures figures) {
    return family.family().name().equals(STATEMENT)
        ? target.detail().text(figures).map(TextView::of)
        : Optional.empty();
  }

  private static FamilyView family(TargetState target, FamilyState state) {
    List<EntityView> entities = new ArrayList<>();
    for (Figures figures : state.latest().map(Reading::entities).orElse(List.of())) {
      List<FigureView> shown = new ArrayList<>();
      for (int i = 0; i < figures.count(); i++) {
        Metric<?> metric = state.family().metrics().get(i);
        var rate = Rate.of(state, figures, metric.name());
        double value = figures.value(i);
        shown.add(
            new FigureView(
                metric.name(),
                metric.unit().suffix(),
                Double.isNaN(value) ? Optional.empty() : Optional.of(value),
                rate.isPresent() ? Optional.of(rate.getAsDouble()) : Optional.empty()));
      }
      entities.add(new EntityView(figures.labels().all(), shown, text(target, state, figures)));
    }
    return new FamilyView(
        state.family().name(),
        state.latest().map(Reading::at),
        state.missing().map(FaultView::of),
        entities);
  }
}
