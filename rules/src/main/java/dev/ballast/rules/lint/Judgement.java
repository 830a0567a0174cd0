package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.evidence.Severity;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Takes what a rule reports. For one thread.
///
/// ```java
/// judgement
///     .hazard(scene, "Adding orders_customer_fk reads every row of orders while it ...")
///     .claims(scene.effects())
///     .safe("ALTER TABLE orders ADD CONSTRAINT ... NOT VALID", "ALTER TABLE orders VALIDATE ...")
///     .about(orders)
///     .report();
/// ```
public final class Judgement {
  private final Rule rule;
  private final SeverityPolicy policy;
  private final List<Hazard> hazards;
  private final ActionForms forms;

  Judgement(Rule rule, SeverityPolicy policy, List<Hazard> hazards, ActionForms forms) {
    this.rule = rule;
    this.policy = policy;
    this.hazards = hazards;
    this.forms = forms;
  }

  /// A hazard at a statement.
  ///
  /// @param what one or two sentences with the names in them: what happens, and for how long
  public Draft hazard(Scene scene, String what) {
    boolean removesOwn =
        scene.script().wayBack().filter(back -> back.removesOwn(scene.statement())).isPresent();
    return new Draft(scene.script(), scene.span(), what, removesOwn);
  }

  /// A hazard at some place of a script.
  public Draft hazard(ScriptScene script, Span span, String what) {
    return new Draft(script, span, what, false);
  }

  /// A hazard while it is described. For one thread; [#report()] ends it.
  public final class Draft {
    private final ScriptScene script;
    private Span span;
    private final String what;
    private final boolean removesOwn;
    private List<LockEffect> locks = List.of();
    private List<WorkEffect> work = List.of();
    private Optional<Refusal> refusal = Optional.empty();
    private String condition = "";
    private List<String> safe = List.of();
    private final List<QualifiedName> about = new ArrayList<>();
    private String advice = "";
    private Optional<AlterAction> action = Optional.empty();
    private Optional<Edit> fix = Optional.empty();
    private Severity atMost = Severity.ERROR;

    private Draft(ScriptScene script, Span span, String what, boolean removesOwn) {
      this.script = requireNonNull(script, "script is null");
      this.span = requireNonNull(span, "span is null");
      this.what = requireNonNull(what, "what is null");
      this.removesOwn = removesOwn;
    }

    /// Points at a part of the statement, not the whole of it.
    public Draft at(Span part) {
      span = part;
      return this;
    }

    /// Claims these locks and this work; relations that nobody else can see yet are left out. What
    /// is claimed here is compared with real servers by the catalogue's walk.
    public Draft claims(Effects effects) {
      return claims(effects.locks(), effects.work());
    }

    public Draft claims(List<LockEffect> someLocks, List<WorkEffect> someWork) {
      locks = someLocks.stream().filter(each -> !each.relation().fresh()).toList();
      work = someWork.stream().filter(each -> !each.relation().fresh()).toList();
      return this;
    }

    /// Claims that PostgreSQL refuses the statement once it runs. A statement of a body that may
    /// not run gets a sentence that says when it does. What is claimed is compared with real
    /// servers, also for generated neighbours of the rule's scripts.
    public Draft refused(Scene scene, String sqlState) {
      return claimed(Refusal.of(scene, sqlState));
    }

    /// The same of a statement that is refused whatever its names mean.
    public Draft refusedAnyway(Scene scene, String sqlState) {
      return claimed(Refusal.whateverIsNamed(scene, sqlState));
    }

    private Draft claimed(Refusal claim) {
      if (claim instanceof Refusal.Conditional(_, String decides)) {
        condition = " That is where " + decides + ".";
        atMost(Severity.WARNING);
      }
      return refused(claim);
    }

    /// Claims that PostgreSQL refuses the statement, where the sentences of the hazard say when.
    public Draft refused(Refusal claim) {
      refusal = Optional.of(claim);
      return this;
    }

    /// The safe form, a statement each, without semicolons, with the names of this statement. A
    /// text that starts with `--` is a remark between them.
    public Draft safe(String... statements) {
      safe = List.copyOf(Arrays.asList(statements));
      return this;
    }

    /// The safe form stands for this action of the statement alone; what its other actions need is
    /// put around it.
    public Draft insteadOf(AlterAction one) {
      action = Optional.of(one);
      return this;
    }

    /// The tables whose size and traffic decide the severity.
    public Draft about(QualifiedName... tables) {
      about.addAll(Arrays.asList(tables));
      return this;
    }

    /// One sentence: what to do, where the safe SQL does not say it all.
    public Draft advice(String sentence) {
      advice = requireNonNull(sentence, "sentence is null");
      return this;
    }

    /// Holds the severity down where it is not sure that the hazard is there.
    public Draft atMost(Severity severity) {
      atMost = requireNonNull(severity, "severity is null");
      return this;
    }

    /// The edit that makes it safe without a person's judgement. Under a bound of `lock_timeout`
    /// nothing becomes CONCURRENTLY without one: where the bound is reached, the build leaves an
    /// invalid index.
    public Draft fix(Edit edit) {
      boolean bounded = script.lockTimeout().filter(bound -> !bound.isZero()).isPresent();
      if (!bounded || !edit.makesConcurrent()) {
        fix = Optional.of(edit);
      }
      return this;
    }

    public void report() {
      if (isOverInAnInstant()) {
        return;
      }
      Optional<Severity> most =
          script.wayBack().isEmpty()
              ? Optional.of(atMost)
              : mostOnTheWayBack(script.wayBack().get());
      most.flatMap(bound -> policy.weigh(rule, script, about).map(each -> each.atMost(bound)))
          .ifPresent(
              weighed -> {
                action.ifPresent(one -> forms.add(hazards.size(), one));
                hazards.add(hazard(weighed));
              });
    }

    /// What takes as long as the rows do, of tables that this transaction has emptied.
    private boolean isOverInAnInstant() {
      return refusal.isEmpty()
          && !about.isEmpty()
          && policy.category(rule) == Category.DURATION
          && about.stream().allMatch(script::isEmptied);
    }

    private Hazard hazard(SeverityPolicy.Weighed weighed) {
      String said = what + condition;
      return new Hazard(
          rule.id(),
          weighed.severity(),
          span,
          weighed.because().isEmpty() ? said : said + " " + weighed.because(),
          about,
          policy.recurrence(rule),
          locks,
          work,
          refusal,
          new Hazard.Remedy(safe, advice, fix));
    }

    private Optional<Severity> mostOnTheWayBack(WayBack back) {
      return back.atMost(rule, policy.category(rule), removesOwn, about)
          .map(most -> most.compareTo(atMost) > 0 ? atMost : most);
    }
  }
}
