package dev.ballast.observe.catalogue.xid_wraparound;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A database that runs out of transaction ids.
@NullMarked
public final class XidWraparound extends FigureCheck {
  /// At 3 million before the end the server stops to assign any.
  private static final double END = (1L << 31) - 3_000_000.0;

  public XidWraparound() {
    super(
        "xid-wraparound",
        Topic.VACUUM,
        Threshold.of(Measure.SHARE, 0.5, Urgency.TICKET).pagingFrom(0.8).clearingBelow(0.45),
        "database");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("xmin-horizon-held");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble age = entity.figure("frozen_xid_age_transactions");
    if (age.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    double share = age.getAsDouble() / END;
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                share,
                "database %s has used %s of the transaction ids there are"
                    .formatted(entity.label("database"), text(share)))
            .with("age", Measure.COUNT.text(age.getAsDouble()))
            .remedy("Freeze its oldest tables, in that database", "VACUUM (FREEZE, VERBOSE);")
            .remedy(
                "See which tables are oldest",
                """
                SELECT oid::regclass, age(relfrozenxid), mxid_age(relminmxid) FROM pg_class
                WHERE relkind IN ('r', 'm', 't') ORDER BY 2 DESC LIMIT 20;"""));
  }
}
