package dev.ballast.lab.traffic.production;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.LeftOut;
import dev.ballast.lab.traffic.SourcedTraffic;
import dev.ballast.lab.traffic.StatementSource;
import dev.ballast.lab.traffic.StatementWork;
import dev.ballast.lab.traffic.TrafficMix;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.lab.traffic.WeightedWork;
import dev.ballast.lab.traffic.WorkTrial;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The statements of production, as pg_stat_statements counted them, with parameters drawn from the
/// clone's own rows. Each is a transaction of its own.
///
/// @param top how many statements are taken at most, the most called ones
public record ProductionSource(StatementStatistics statistics, int top, Clock clock)
    implements StatementSource {
  public static final int DEFAULT_TOP = 200;

  /// How often a statement is tried with other values before it counts as failing.
  private static final int TRIALS = 3;

  private static final int NAME_LENGTH = 80;
  private static final String HIDDEN = "<insufficient privilege>";
  private static final String PREPARED = "ballast_trial";

  public ProductionSource {
    requireNonNull(statistics, "statistics is null");
    requireNonNull(clock, "clock is null");
    if (top < 1) {
      throw new IllegalArgumentException("at least one statement is taken");
    }
  }

  /// A statement that the parser understood.
  private record Candidate(StatementFigure figure, ReplayText text, Statement tree) {}

  @Override
  public SourcedTraffic statements(Session clone) {
    Gathering gathering = new Gathering(clone);
    gathering.gather();
    return gathering.result();
  }

  private final class Gathering {
    private final Session clone;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<WeightedWork> works = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private double calls;

    Gathering(Session clone) {
      this.clone = clone;
    }

    void gather() {
      List<Candidate> candidates = new ArrayList<>();
      int taken = 0;
      long uncounted = 0;
      long beyond = 0;
      for (StatementFigure figure : statistics.statements()) {
        ParsedStatement parsed = parsed(figure);
        if (Uncounted.is(figure.text(), parsed)) {
          uncounted += figure.calls();
          continue;
        }
        calls += figure.calls();
        if (taken == top) {
          beyond += figure.calls();
          continue;
        }
        taken++;
        candidate(figure, parsed).ifPresent(candidates::add);
      }
      if (beyond > 0) {
        leftOut.add(
            new LeftOut(
                "all others", beyond, "Only the " + top + " most called statements are taken."));
      }
      if (uncounted > 0) {
        notes.add(
            "Each statement is a transaction of its own: what begins and ends transactions, sets"
                + " parameters or checks foreign keys, called "
                + uncounted
                + " times, is not repeated and not counted.");
      }
      build(candidates);
    }

    private ParsedStatement parsed(StatementFigure figure) {
      return Parser.postgres18().parse(text(figure).text());
    }

    private ReplayText text(StatementFigure figure) {
      return ReplayText.of(figure.text(), DrawPlanner.listLength(figure));
    }

    private Optional<Candidate> candidate(StatementFigure figure, ParsedStatement parsed) {
      if (figure.text().isEmpty() || figure.text().equals(HIDDEN)) {
        return leave(figure, "Its text is hidden: the reading role needs pg_read_all_stats.");
      }
      return switch (parsed) {
        case ParsedStatement.Refused refused ->
            leave(figure, "It cannot be read: " + refused.error().message() + ".");
        case ParsedStatement.Understood understood ->
            switch (understood.statement()) {
              case DataStatement.Copy copy ->
                  leave(figure, "COPY carries its rows outside of the statement.");
              case DataStatement data -> Optional.of(new Candidate(figure, text(figure), data));
              case Statement other ->
                  leave(figure, "Only statements that read or write rows are repeated.");
            };
      };
    }

    private Optional<Candidate> leave(StatementFigure figure, String reason) {
      String text = figure.text().isEmpty() ? "queryid " + figure.queryId() : figure.text();
      leftOut.add(new LeftOut(text, figure.calls(), reason));
      return Optional.empty();
    }

    private void build(List<Candidate> candidates) {
      SequencedSet<QualifiedName> names = new LinkedHashSet<>();
      candidates.forEach(each -> names.addAll(Walk.of(each.tree()).relations()));
      CloneCatalog catalog = CloneCatalog.read(clone, names);
      ReadOnlyProof proof = CloneCatalog.proof(clone);
      DrawPlanner planner = new DrawPlanner(clone, catalog);
      WorkTrial trial = new WorkTrial(clone, clock);
      for (Candidate each : candidates) {
        Optional<String> acting = proof.administrative(each.tree());
        if (acting.isPresent()) {
          leave(
              each.figure(),
              "It calls " + acting.get() + "(), which is of the server and not of its rows.");
          continue;
        }
        try {
          StatementWork work = work(each, catalog, proof, planner);
          Optional<WorkTrial.Failure> failure = trial.run(work, TRIALS);
          if (failure.isPresent()) {
            leave(each.figure(), "It fails on the clone: " + failure.get().message() + ".");
          } else {
            works.add(new WeightedWork(work, each.figure().calls()));
            note(each);
          }
        } catch (Fault e) {
          CommonError.rethrowInterrupt(e);
          if (clone.hasEnded()) {
            throw e;
          }
          leave(each.figure(), "The clone does not prepare it: " + e.getMessage() + ".");
        }
      }
    }

    private void note(Candidate each) {
      if (each.text().lists() > 0) {
        notes.add(
            "The length of a list is not recorded, and is taken for "
                + DrawPlanner.listLength(each.figure())
                + ": "
                + name(each.figure()));
      }
    }

    private StatementWork work(
        Candidate each, CloneCatalog catalog, ReadOnlyProof proof, DrawPlanner planner) {
      List<String> types = types(each.text());
      List<Place> places = PlaceFinder.find(each.tree(), catalog);
      return new StatementWork(
          new TrafficStatement(
              name(each.figure()),
              each.text().text(),
              types.size(),
              proof.holds(each.tree()),
              Keeping.NAMED),
          planner.plan(each.figure(), each.text(), places, types));
    }

    /// As the clone infers them.
    private List<String> types(ReplayText text) {
      clone.execute("PREPARE " + PREPARED + " AS " + text.text());
      try {
        return clone.one(
            """
            SELECT parameter_types::text[] AS types FROM pg_catalog.pg_prepared_statements
            WHERE name = '%s'
            """
                .formatted(PREPARED),
            row -> row.texts("types"));
      } finally {
        clone.execute("DEALLOCATE " + PREPARED);
      }
    }

    private String name(StatementFigure figure) {
      String line = figure.text().strip().replaceAll("\\s+", " ");
      String head = line.length() > NAME_LENGTH ? line.substring(0, NAME_LENGTH) + "..." : line;
      return head + " (" + figure.queryId() + ")";
    }

    SourcedTraffic result() {
      return new SourcedTraffic(
          TrafficMix.of(works), leftOut, statistics.perSecond(calls), calls, notes);
    }
  }
}
