package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.sample.Figures;
import dev.ballast.targets.config.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked only where figures give a reason: texts of statements that are new, what those
/// that cost most lack, who waits for whom where somebody waits, and what widens a key that has few
/// values left. For the thread of its watch.
final class FollowUps {
  private static final String STATEMENT = "statement";
  private static final String LOCK = "lock";
  private static final String TEXTS = "statement texts";
  private static final String STUDIES = "statement studies";
  private static final String TREE = "lock tree";
  private static final String KEY = "key";
  private static final String NARROW = "narrow keys";

  private final String target;
  private final TextPolicy policy;
  private final Findings findings;
  private final Clock clock;
  private final StatementTexts texts;
  private final StatementStudies studies;
  private final NarrowKeys narrow;

  FollowUps(Target target, WatchPlan plan, Findings findings, Clock clock) {
    this.target = target.name();
    this.policy = plan.texts();
    this.findings = findings;
    this.clock = clock;
    this.texts = new StatementTexts(policy);
    this.studies =
        new StatementStudies(
            target, plan.planning(), () -> findings.board().asks(target.name(), STUDIES), clock);
    this.narrow = new NarrowKeys(target, () -> findings.board().asks(target.name(), NARROW));
  }

  /// Asks what the figures of that family call for. What fails costs itself alone, unless the
  /// session has ended.
  void after(Family<?> family, List<Figures> figures, Session session) {
    if (family.name().equals(STATEMENT)) {
      ask(TEXTS, session, () -> texts(session, figures));
      ask(STUDIES, session, () -> studies(family, figures));
    } else if (family.name().equals(LOCK)) {
      ask(TREE, session, () -> locks(session, figures));
    }
  }

  /// Asks what the figures call for of a family that is asked of each database.
  void afterAll(Family<?> family, List<Figures> figures) {
    if (family.name().equals(KEY)) {
      findings.board().keyed(target, narrow.of(family.layout(), figures));
    }
  }

  private void texts(Session session, List<Figures> statements) {
    Map<StatementId, StatementText> fresh = texts.follow(session, statements);
    findings.board().knows(target, texts.known());
    if (!fresh.isEmpty()) {
      findings.texts().accept(target, fresh);
    }
  }

  private void studies(Family<?> family, List<Figures> statements) {
    studies.follow(family.layout(), statements, texts.known());
    studies
        .changes()
        .forEach(change -> findings.events().accept(change.event(target, clock.now())));
    findings.board().studied(target, studies.known());
  }

  private void locks(Session session, List<Figures> waits) {
    findings
        .board()
        .waits(
            target,
            waits.isEmpty()
                ? Optional.empty()
                : Optional.of(LockTree.read(session, clock.now(), texts.known(), policy))
                    .filter(tree -> !tree.lines().isEmpty()));
  }

  private void ask(String what, Session session, Runnable question) {
    findings.board().asks(target, what);
    try {
      question.run();
      findings.board().has(target, what);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      findings.board().missing(target, what, fault);
      if (session.hasEnded()) {
        throw fault;
      }
    }
  }
}
