package dev.ballast.observe.catalogue.superusers_many;

import dev.ballast.observe.check.InventoryCheck;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.sample.Labels;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// More superusers than are needed.
@NullMarked
public final class SuperusersMany extends InventoryCheck {
  private static final String PREFIX = "role ";
  private static final double MANY = 4;

  public SuperusersMany() {
    super(
        "superusers-many",
        Topic.SETTINGS,
        Threshold.of(Measure.COUNT, MANY, Urgency.NOTE).clearingBelow(MANY),
        "role");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected Look judged(Inventory inventory, Observed observed) {
    List<String> names =
        inventory.items().stream()
            .filter(item -> item.key().startsWith(PREFIX))
            .filter(item -> item.attribute("login").filter("yes"::equals).isPresent())
            .filter(item -> item.attribute("superuser").filter("yes"::equals).isPresent())
            .map(item -> item.key().substring(PREFIX.length()))
            .toList();
    return found(
        List.of(
            SymptomDraft.of(
                    Labels.NONE,
                    names.size(),
                    "%d superusers may log in: %s"
                        .formatted(names.size(), String.join(", ", names)))
                .remedy(
                    "See them",
                    "SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin ORDER BY rolname;")));
  }
}
