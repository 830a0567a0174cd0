package dev.ballast.rules.lint;

import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Completes safe forms that stand for single actions of an ALTER TABLE to such that stand for the
/// whole statement: with the safe forms of its other actions, where there are some, and those
/// actions as they are, where not. For one statement and one thread.
final class ActionForms {
  /// A place that only the reader can fill: `<key range>`.
  private static final Pattern LEFT_OPEN = Pattern.compile("\\.\\.\\.|<[a-z][a-z ,]*>");

  private final List<Part> parts = new ArrayList<>();

  /// @param hazard its place in the list
  private record Part(int hazard, AlterAction action) {}

  void add(int hazard, AlterAction action) {
    parts.add(new Part(hazard, action));
  }

  void complete(Scene scene, List<Hazard> hazards) {
    if (parts.isEmpty()
        || !(scene.statement() instanceof AlterTable alter)
        || alter.actions().size() < 2) {
      return;
    }
    Map<AlterAction, List<String>> forms = new HashMap<>();
    for (Part part : parts) {
      Hazard hazard = hazards.get(part.hazard());
      if (!hazard.work().isEmpty() && isWhole(hazard.remedy().safe())) {
        forms.putIfAbsent(part.action(), hazard.remedy().safe());
      }
    }
    AlterActions actions = new AlterActions(alter, scene.sql());
    List<List<String>> whole = new ArrayList<>();
    for (Part part : parts) {
      List<String> own = hazards.get(part.hazard()).remedy().safe();
      whole.add(
          own.stream().allMatch(ActionForms::isRemark)
              ? own
              : actions.whole(
                  action ->
                      action.equals(part.action()) ? own : forms.getOrDefault(action, List.of())));
    }
    for (int i = 0; i < parts.size(); i++) {
      int at = parts.get(i).hazard();
      hazards.set(at, hazards.get(at).withSafe(whole.get(i)));
    }
  }

  private static boolean isWhole(List<String> steps) {
    return steps.stream().noneMatch(step -> LEFT_OPEN.matcher(step).find())
        && !steps.stream().allMatch(ActionForms::isRemark);
  }

  private static boolean isRemark(String step) {
    return step.startsWith("--");
  }
}
