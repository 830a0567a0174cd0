package dev.ballast.observe.check;

import dev.ballast.store.sample.Labels;
import java.util.List;
import java.util.stream.Collectors;

/// A file system with all places that are on it: what is wrong with it is wrong once.
public final class SharedDisk {
  public static final String FAMILY = "host_disk";

  private static final String PLACE = "place";

  private final List<Entity> places;

  private SharedDisk(List<Entity> places) {
    this.places = places;
  }

  /// That of a place, with the others on it in the order in which they were read. One whose file
  /// system is unknown is alone.
  public static SharedDisk of(Entity place, Observed observed) {
    List<Entity> all =
        place.figure("device").isEmpty()
            ? List.of()
            : observed.entities(FAMILY).stream()
                .filter(other -> other.figure("device").equals(place.figure("device")))
                .toList();
    return new SharedDisk(all.isEmpty() ? List.of(place) : all);
  }

  /// Whether it is reported by that place.
  public boolean isReportedBy(Entity place) {
    return places.getFirst().labels().equals(place.labels());
  }

  /// By the place that reports it.
  public Labels subject() {
    return places.getFirst().subject(PLACE);
  }

  /// Such as `data, wal`.
  public String text() {
    return places.stream().map(place -> place.label(PLACE)).collect(Collectors.joining(", "));
  }
}
