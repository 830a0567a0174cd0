package dev.ballast.observe.collect;

import dev.ballast.observe.collect.activity.ActivityFamily;
import dev.ballast.observe.collect.database.DatabaseFamily;
import dev.ballast.observe.collect.instance.InstanceFamily;
import dev.ballast.observe.family.Family;
import java.util.List;
import java.util.Optional;

/// All families, in the order in which a pass reads them.
public final class Families {
  private static final List<Family<?>> ALL =
      List.of(new InstanceFamily(), new DatabaseFamily(), new ActivityFamily());

  private Families() {}

  public static List<Family<?>> all() {
    return ALL;
  }

  public static Optional<Family<?>> named(String name) {
    return ALL.stream().<Family<?>>map(f -> f).filter(f -> f.name().equals(name)).findFirst();
  }
}
