package dev.ballast.observe.catalogue.extension_deprecated;

import dev.ballast.observe.check.InventoryCheck;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// An extension that newer majors do not have.
@NullMarked
public final class ExtensionDeprecated extends InventoryCheck {
  /// By the release notes; those that never were in contrib are none of ours.
  private static final Map<String, String> GONE =
      Map.of(
          "adminpack", "it is gone from 17 on",
          "old_snapshot", "it is gone from 17 on",
          "tsearch2", "it is gone from 10 on",
          "chkpass", "it is gone from 11 on",
          "timetravel", "it is gone from 12 on",
          "xml2", "it is deprecated for the XML functions of the core");

  private static final String PREFIX = "extension ";

  public ExtensionDeprecated() {
    super("extension-deprecated", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE), "extension");
  }

  @Override
  public Set<String> labels() {
    return Set.of("extension");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected Look judged(Inventory inventory, Observed observed) {
    List<SymptomDraft> drafts = new ArrayList<>();
    for (Item item : inventory.items()) {
      String name = item.key().startsWith(PREFIX) ? item.key().substring(PREFIX.length()) : "";
      String why = GONE.get(name);
      if (why != null) {
        drafts.add(
            SymptomDraft.of(
                    Labels.of("extension", name),
                    1,
                    "extension %s is used: %s".formatted(name, why))
                .remedy(
                    "See what uses it",
                    """
                    SELECT pg_describe_object(d.classid, d.objid, 0) FROM pg_depend AS d
                    JOIN pg_extension AS e ON e.oid = d.refobjid WHERE e.extname = %s AND d.deptype <> 'e';"""
                        .formatted(new Literal(name))));
      }
    }
    return found(drafts);
  }
}
