package dev.ballast.change.actual;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.ChangePrediction.Counted;
import dev.ballast.lab.traffic.production.StatementFigure;
import dev.ballast.lab.traffic.production.StatementStatistics;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What pg_stat_statements of a server says of statements, by their fingerprints. Immutable.
public final class CountedStatements {
  private final Map<String, Sum> sums;
  private final boolean hidden;
  private final boolean utility;
  private final Optional<Instant> since;

  private CountedStatements(
      Map<String, Sum> sums, boolean hidden, boolean utility, Optional<Instant> since) {
    this.sums = Map.copyOf(sums);
    this.hidden = hidden;
    this.utility = utility;
    this.since = since;
  }

  /// Statements of one fingerprint together.
  ///
  /// @param since from when on they are counted, where the server says so
  private record Sum(Counted counted, Optional<Instant> since) {
    static Sum of(StatementFigure figure) {
      return new Sum(new Counted(figure.calls(), figure.took()), figure.since());
    }

    Sum and(Sum other) {
      return new Sum(
          new Counted(
              counted.calls() + other.counted.calls(), counted.total().plus(other.counted.total())),
          since.flatMap(one -> other.since.map(another -> one.isBefore(another) ? one : another)));
    }
  }

  /// Reads them; the target is not written to. Throws `statements-not-counted` where it has no
  /// pg_stat_statements, and what connecting and a refused query throw.
  public static CountedStatements read(ConnectionSettings target) {
    try (Session session = Session.open(target, SessionOptions.of("ballast"))) {
      StatementStatistics statistics = StatementStatistics.read(session);
      boolean utility =
          session.one(
              """
              SELECT pg_catalog.current_setting('pg_stat_statements.track_utility')::bool AS tracked
              """,
              row -> row.flag("tracked"));
      return of(statistics, utility);
    }
  }

  static CountedStatements of(StatementStatistics statistics, boolean utility) {
    Map<String, Sum> sums = new HashMap<>();
    for (StatementFigure figure : statistics.statements()) {
      StatementPrint.of(figure.text())
          .ifPresent(print -> sums.merge(print, Sum.of(figure), Sum::and));
    }
    return new CountedStatements(
        sums,
        statistics.statements().stream().anyMatch(StatementFigure::isHidden),
        utility,
        statistics.since());
  }

  /// What was counted of a statement so far; empty where another role's statements are hidden, so
  /// that it may be among them.
  public Optional<Counted> of(String fingerprint) {
    Sum known = sums.get(fingerprint);
    return known == null
        ? Optional.of(Counted.NONE).filter(_ -> !hidden)
        : Optional.of(known.counted());
  }

  /// What these say of statements that ran since a prediction was made.
  ///
  /// @param predicted when it was made
  public ActualTimes sincePrediction(Instant predicted) {
    return new Since(predicted, true);
  }

  /// What these say of statements that ran since some moment.
  public ActualTimes since(Instant moment) {
    return new Since(moment, false);
  }

  private final class Since implements ActualTimes {
    private final Instant moment;
    private final boolean predicted;

    Since(Instant moment, boolean predicted) {
      this.moment = requireNonNull(moment, "moment is null");
      this.predicted = predicted;
    }

    @Override
    public String source() {
      return "pg_stat_statements";
    }

    @Override
    public Actual of(ChangePrediction.Statement statement, String fingerprint) {
      Sum now = sums.get(fingerprint);
      if (now == null) {
        return new Actual.Unknown("the server has not counted it" + why());
      }
      if (isAfter(now.since()) || isAfter(since)) {
        return ran(now.counted());
      }
      Optional<Counted> before = statement.before().filter(_ -> predicted);
      if (before.isPresent()) {
        return ran(less(now.counted(), before.get()));
      }
      return new Actual.Unknown(
          "the server counts since %s, before %s: which of %s is not known"
              .formatted(
                  now.since().or(() -> since).map(Instant::toString).orElse("an unknown time"),
                  moment,
                  now.counted().calls() == 1
                      ? "the two the one call was"
                      : now.counted().calls() + " calls it was"));
    }

    private boolean isAfter(Optional<Instant> counting) {
      return counting.filter(each -> !each.isBefore(moment)).isPresent();
    }

    /// Fewer than before are others: an entry that was forgotten began again.
    private static Counted less(Counted now, Counted before) {
      return now.calls() < before.calls() || now.total().compareTo(before.total()) < 0
          ? now
          : new Counted(now.calls() - before.calls(), now.total().minus(before.total()));
    }

    private static Actual ran(Counted counted) {
      if (counted.calls() == 0) {
        return new Actual.Unknown("it has not run since");
      }
      if (counted.calls() > 1) {
        return new Actual.Unknown(
            "it ran %d times since, %.3f s altogether"
                .formatted(counted.calls(), counted.total().toNanos() / 1e9));
      }
      return counted.total().isPositive()
          ? new Actual.Took(counted.total())
          : new Actual.Unknown("the server counted no time for it");
    }

    private String why() {
      if (!utility) {
        return ": pg_stat_statements.track_utility is off there";
      }
      return hidden ? "; statements of other roles are hidden (pg_read_all_stats)" : "";
    }
  }
}
