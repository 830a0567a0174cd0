package dev.ballast.report.observe;

import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.Rate;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.report.Page;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Reading;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// A statement among those that take the most time at present.
///
/// @param busy seconds of execution a second, over all sessions
/// @param form how much of the statement the text is, where one is known
public record TopStatement(
    String database,
    String queryId,
    Optional<Double> callsPerSecond,
    double busy,
    Optional<String> form,
    Optional<String> text) {
  private static final int SHOWN = 10;
  private static final int WIDTH = 70;

  static List<TopStatement> of(TargetState state) {
    Optional<FamilyState> family = state.family("statement");
    return family.flatMap(FamilyState::latest).map(Reading::entities).orElse(List.of()).stream()
        .flatMap(figures -> of(state, family.orElseThrow(), figures).stream())
        .sorted(Comparator.comparingDouble(TopStatement::busy).reversed())
        .limit(SHOWN)
        .toList();
  }

  /// Empty where it does not run at present, or that is not known yet.
  private static Optional<TopStatement> of(TargetState state, FamilyState family, Figures figures) {
    OptionalDouble busy = Rate.of(family, figures, "execution_seconds");
    if (busy.isEmpty() || busy.getAsDouble() <= 0) {
      return Optional.empty();
    }
    OptionalDouble calls = Rate.of(family, figures, "calls");
    Optional<StatementText> text = state.detail().text(figures);
    return Optional.of(
        new TopStatement(
            figures.labels().value("database").orElse(""),
            figures.labels().value("queryid").orElse(""),
            calls.isPresent() ? Optional.of(calls.getAsDouble()) : Optional.empty(),
            busy.getAsDouble(),
            text.map(t -> t.form().name()),
            text.map(StatementText::text)));
  }

  static void print(Page page, List<TopStatement> statements) {
    if (statements.isEmpty()) {
      return;
    }
    page.table(
        List.of("STATEMENT", "DATABASE", "CALLS/s", "BUSY"),
        statements.stream()
            .map(
                s ->
                    List.of(
                        shortened(s.text().orElse(s.queryId())),
                        s.database(),
                        s.callsPerSecond().map(TopStatement::number).orElse("-"),
                        String.format(Locale.ROOT, "%.1f %%", s.busy() * 100)))
            .toList());
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, figure < 10 ? "%.1f" : "%.0f", figure);
  }

  /// On one line.
  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }
}
