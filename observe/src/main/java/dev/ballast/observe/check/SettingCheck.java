package dev.ballast.observe.check;

import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import java.util.Set;

/// A check of the server's settings.
public abstract class SettingCheck extends InventoryCheck {
  protected SettingCheck(String name, Topic topic, Threshold threshold) {
    super(name, topic, threshold, "setting");
  }

  @Override
  public Set<String> labels() {
    return Set.of("setting");
  }

  @Override
  protected final Look judged(Inventory inventory, Observed observed) {
    return judged(new Settings(inventory), observed);
  }

  /// Judges the settings that were read.
  protected abstract Look judged(Settings settings, Observed observed);

  /// A setting that the server hides.
  protected static Look hidden(String setting) {
    return new Look.Undecided("the server does not show " + setting);
  }

  /// The figure of one setting.
  protected static SymptomDraft draft(String setting, double value, String summary) {
    return SymptomDraft.of(Labels.of("setting", setting), value, summary);
  }

  /// What sets it for the whole server from the next reload on.
  protected static String set(String setting, String value) {
    return "ALTER SYSTEM SET %s = %s;\nSELECT pg_reload_conf();"
        .formatted(QualifiedName.of(setting), new Literal(value));
  }

  /// What sets it for the whole server from the next restart on.
  protected static String setAtRestart(String setting, String value) {
    return "ALTER SYSTEM SET %s = %s;".formatted(QualifiedName.of(setting), new Literal(value));
  }

  /// A setting that is wrong while it has one of some values.
  protected static Look wrongWhile(
      Settings settings, String setting, String wrong, SymptomDraft draft) {
    Optional<String> value = settings.value(setting);
    if (value.isEmpty()) {
      return hidden(setting);
    }
    return found(value.filter(wrong::equals).map(v -> draft.with(setting, v)));
  }
}
