package dev.ballast.observe.catalogue.logins_without_expiry;

import dev.ballast.evidence.Counted;
import dev.ballast.observe.check.InventoryCheck;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.sample.Labels;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Roles whose password is good forever.
@NullMarked
public final class LoginsWithoutExpiry extends InventoryCheck {
  private static final String PREFIX = "role ";
  private static final int NAMED = 5;

  public LoginsWithoutExpiry() {
    super("logins-without-expiry", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE), "role");
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
            .filter(item -> item.attribute("valid_until").isEmpty())
            .map(item -> item.key().substring(PREFIX.length()))
            .toList();
    if (names.isEmpty()) {
      return Look.NOTHING;
    }
    String some = String.join(", ", names.stream().limit(NAMED).toList());
    return found(
        List.of(
            SymptomDraft.of(
                    Labels.NONE,
                    1,
                    "%s may log in, and a password of theirs would never expire: %s%s"
                        .formatted(
                            Counted.of(names.size(), "role"),
                            some,
                            names.size() > NAMED ? " and others" : ""))
                .remedy(
                    "See all of them",
                    "SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolvaliduntil IS NULL ORDER BY rolname;")));
  }
}
