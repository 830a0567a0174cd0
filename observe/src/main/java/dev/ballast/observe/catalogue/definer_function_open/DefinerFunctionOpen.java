package dev.ballast.observe.catalogue.definer_function_open;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A function by which everybody may get a superuser's rights.
@NullMarked
public final class DefinerFunctionOpen extends FlawCheck {
  public DefinerFunctionOpen() {
    super(
        "definer-function-open",
        Topic.SETTINGS,
        Threshold.ifSo(Urgency.TICKET),
        "flaw_definer_function");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "function", "arguments");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    String name = entity.relation("schema", "function");
    String arguments = entity.label("arguments");
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "everybody may call function %s(%s) in database %s with the rights of a superuser, and it has no search_path of its own"
                    .formatted(name, arguments, entity.label("database")))
            .remedy(
                "Give it a search_path",
                "ALTER ROUTINE %s(%s) SET search_path = pg_catalog, pg_temp;"
                    .formatted(name, arguments))
            .remedy(
                "Take the right to call it from all",
                "REVOKE EXECUTE ON ROUTINE %s(%s) FROM PUBLIC;".formatted(name, arguments)));
  }
}
