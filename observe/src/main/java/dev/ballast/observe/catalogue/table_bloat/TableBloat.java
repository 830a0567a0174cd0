package dev.ballast.observe.catalogue.table_bloat;

import dev.ballast.observe.check.BloatCheck;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.sql.Literal;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A table that is mostly empty.
@NullMarked
public final class TableBloat extends BloatCheck {
  public TableBloat() {
    super("table-bloat", "flaw_table_bloat");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("autovacuum-off", "autovacuum-off-for-table", "track-counts-off");
  }

  @Override
  protected String what(Entity entity) {
    return where(entity);
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft, Entity entity) {
    return draft
        .remedy(
            "See exactly, with the extension pgstattuple",
            "SELECT * FROM pgstattuple_approx(%s::regclass);".formatted(new Literal(table(entity))))
        .remedy(
            "Make the space usable and the statistics true",
            "VACUUM (ANALYZE) %s;".formatted(table(entity)));
  }
}
