package dev.ballast.observe.catalogue.schema_open_to_all;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A schema in which everybody may make objects.
@NullMarked
public final class SchemaOpenToAll extends FlawCheck {
  public SchemaOpenToAll() {
    super("schema-open-to-all", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET), "flaw_schema_open");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    QualifiedName schema = QualifiedName.of(entity.label("schema"));
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "every role may make objects in schema %s of database %s"
                    .formatted(schema, entity.label("database")))
            .remedy(
                "Take the right from all",
                "REVOKE CREATE ON SCHEMA %s FROM PUBLIC;".formatted(schema)));
  }
}
