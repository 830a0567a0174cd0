package dev.ballast.observe.catalogue.work_memory_over_machine;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;

/// Sessions that together may take more memory than the machine has.
@NullMarked
public final class WorkMemoryOverMachine extends SettingCheck {
  public WorkMemoryOverMachine() {
    super(
        "work-memory-over-machine", Topic.SETTINGS, Threshold.of(Measure.SHARE, 1, Urgency.TICKET));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    OptionalLong each = settings.bytes("work_mem");
    OptionalLong most = settings.number("max_connections");
    OptionalLong buffers = settings.bytes("shared_buffers");
    if (each.isEmpty() || most.isEmpty() || buffers.isEmpty()) {
      return hidden("work_mem, max_connections or shared_buffers");
    }
    Optional<Entity> machine =
        observed
            .family("host")
            .flatMap(
                state ->
                    state.latest().stream()
                        .flatMap(r -> r.entities().stream())
                        .map(f -> new Entity(state, f))
                        .findFirst());
    OptionalDouble memory =
        machine.map(m -> m.figure("memory_bytes")).orElseGet(OptionalDouble::empty);
    if (memory.isEmpty()) {
      return new Look.Undecided(
          "the memory of the machine is unknown: the node runs on another one");
    }
    double asked = buffers.getAsLong() + (double) each.getAsLong() * most.getAsLong();
    return found(
        Optional.of(
            draft(
                    "work_mem",
                    asked / memory.getAsDouble(),
                    "%d connections with work_mem of %s and shared_buffers of %s take %s, and the machine has %s"
                        .formatted(
                            most.getAsLong(),
                            Measure.BYTES.text(each.getAsLong()),
                            Measure.BYTES.text(buffers.getAsLong()),
                            Measure.BYTES.text(asked),
                            Measure.BYTES.text(memory.getAsDouble())))
                .remedy("Bound each", set("work_mem", "4MB"))
                .remedy(
                    "Fewer connections behind a pooler, after a restart",
                    setAtRestart("max_connections", "100"))));
  }
}
