package dev.ballast.observe.catalogue.wal_rate_unusual;

import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.UnusualCheck;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.UsualFigure;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// More write-ahead log than the server usually writes.
@NullMarked
public final class WalRateUnusual extends UnusualCheck {
  public WalRateUnusual() {
    super("wal-rate-unusual", Topic.WAL, UsualFigure.WAL_RATE);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("wal-rate-high", "commits-unusual");
  }

  @Override
  protected String says(Unusual unusual, String figure) {
    return "the server writes %s of WAL".formatted(figure);
  }

  @Override
  protected String written(double value) {
    return Measure.BYTES_PER_SECOND.text(value);
  }

  @Override
  protected void complete(SymptomDraft draft, Unusual unusual, Observed observed) {
    draft.remedy(
        "See which statements write it",
        """
        SELECT queryid, calls, wal_bytes, query
        FROM pg_stat_statements ORDER BY wal_bytes DESC LIMIT 10;""");
  }
}
