package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Urgency;

/// A check of a setting that is wrong while it has one value.
public abstract class SwitchCheck extends SettingCheck {
  private final Position wrong;

  protected SwitchCheck(String name, Urgency urgency, Position wrong) {
    super(name, Topic.SETTINGS, Threshold.ifSo(urgency));
    this.wrong = requireNonNull(wrong, "wrong is null");
  }

  /// A value that a setting should not have.
  ///
  /// @param value the wrong one, as `pg_settings` has it
  /// @param better what it is to be set to
  /// @param when the server heeds a new value
  /// @param consequence what comes of the wrong one, as a sentence without a full stop
  protected record Position(
      String setting, String value, String better, When when, String consequence) {
    public Position {
      requireNonNull(setting, "setting is null");
      requireNonNull(value, "value is null");
      requireNonNull(better, "better is null");
      requireNonNull(when, "when is null");
      requireNonNull(consequence, "consequence is null");
    }
  }

  /// When a server heeds a new value of a setting.
  protected enum When {
    RELOAD,
    RESTART
  }

  @Override
  protected final Look judged(Settings settings, Observed observed) {
    String better = "%s = %s".formatted(wrong.setting(), wrong.better());
    SymptomDraft draft =
        draft(
            wrong.setting(),
            1,
            "%s is %s: %s".formatted(wrong.setting(), wrong.value(), wrong.consequence()));
    draft =
        switch (wrong.when()) {
          case RELOAD -> draft.remedy("Set " + better, set(wrong.setting(), wrong.better()));
          case RESTART ->
              draft.remedy(
                  "Set " + better + ", in force after a restart",
                  setAtRestart(wrong.setting(), wrong.better()));
        };
    return wrongWhile(settings, wrong.setting(), wrong.value(), draft);
  }
}
