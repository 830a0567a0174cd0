package dev.ballast.observe.catalogue.privileges_missing;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.Unread;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Figures that the role of the watch may not read.
@NullMarked
public final class PrivilegesMissing extends Check {
  public PrivilegesMissing() {
    super("privileges-missing", Topic.BALLAST, Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  public Set<String> labels() {
    return Set.of("what");
  }

  @Override
  public Look look(Observed observed) {
    return new Look.Found(
        Unread.of(observed.state()).stream()
            .filter(Unread::isForPrivileges)
            .map(unread -> unread.draft(observed.target().name()).symptom())
            .toList());
  }
}
