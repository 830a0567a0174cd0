package dev.ballast.observe.collect.host;

import static dev.ballast.observe.family.Metric.counter;
import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.sample.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Processors, memory and pressure of a server's machine, where it is the node's. In a container
/// they are those of its host.
public final class HostFamily extends Family<HostRow> {
  private final ProcFolder proc;

  public HostFamily() {
    this(Path.of("/proc"));
  }

  HostFamily(Path proc) {
    super(
        "host",
        Duration.ofSeconds(10),
        Stream.of(processor(), memory(), pressure()).flatMap(List::stream).toList());
    this.proc = new ProcFolder(proc);
  }

  private static List<Metric<HostRow>> processor() {
    return List.of(
        gauge("processors", Unit.NUMBER, "Processors", r -> Known.or(r.processors())),
        counter(
            "user_seconds", Unit.SECONDS, "Time in programs", r -> Known.or(r.processor().user())),
        counter(
            "system_seconds",
            Unit.SECONDS,
            "Time in the kernel",
            r -> Known.or(r.processor().system())),
        counter(
            "io_wait_seconds",
            Unit.SECONDS,
            "Idle time in which a process waited for a disk",
            r -> Known.or(r.processor().ioWait())),
        counter(
            "steal_seconds",
            Unit.SECONDS,
            "Time that the hypervisor gave to others",
            r -> Known.or(r.processor().steal())),
        counter("idle_seconds", Unit.SECONDS, "Idle time", r -> Known.or(r.processor().idle())),
        gauge(
            "load",
            Unit.NUMBER,
            "Processes that run or wait for a disk, mean of a minute",
            r -> Known.or(r.load())));
  }

  private static List<Metric<HostRow>> memory() {
    return List.of(
        gauge("memory_bytes", Unit.BYTES, "Memory", r -> Known.or(r.memory().total())),
        gauge(
            "memory_available_bytes",
            Unit.BYTES,
            "Memory that programs could still get without swapping",
            r -> Known.or(r.memory().available())),
        gauge("swap_bytes", Unit.BYTES, "Swap space", r -> Known.or(r.memory().swapTotal())),
        gauge(
            "swap_free_bytes",
            Unit.BYTES,
            "Free swap space",
            r -> Known.or(r.memory().swapFree())));
  }

  private static List<Metric<HostRow>> pressure() {
    return List.of(
        counter(
            "processor_pressure_seconds",
            Unit.SECONDS,
            "Time in which a process waited for a processor",
            r -> Known.or(r.pressure().processor())),
        counter(
            "memory_pressure_seconds",
            Unit.SECONDS,
            "Time in which a process waited for memory",
            r -> Known.or(r.pressure().memory())),
        counter(
            "memory_full_pressure_seconds",
            Unit.SECONDS,
            "Time in which all processes did",
            r -> Known.or(r.pressure().memoryFull())),
        counter(
            "io_pressure_seconds",
            Unit.SECONDS,
            "Time in which a process waited for a disk",
            r -> Known.or(r.pressure().io())),
        counter(
            "io_full_pressure_seconds",
            Unit.SECONDS,
            "Time in which all processes did",
            r -> Known.or(r.pressure().ioFull())));
  }

  @Override
  public String help() {
    return "Processors, memory and pressure of the machine, of a server on the node's machine";
  }

  @Override
  protected List<HostRow> ask(Session session, ServerFacts server) {
    return SameMachine.runs(session) ? List.of(row()) : List.of();
  }

  /// The places are those of proc(5): user, nice, system, idle, iowait, irq, softirq, steal.
  private HostRow row() {
    return new HostRow(
        proc.processors(),
        new HostRow.Processor(
            proc.processorTime(1, 2),
            proc.processorTime(3, 6, 7),
            proc.processorTime(5),
            proc.processorTime(8),
            proc.processorTime(4)),
        new HostRow.Memory(
            proc.memory("MemTotal"),
            proc.memory("MemAvailable"),
            proc.memory("SwapTotal"),
            proc.memory("SwapFree")),
        proc.load(),
        new HostRow.Pressure(
            proc.pressure("cpu", "some"),
            proc.pressure("memory", "some"),
            proc.pressure("memory", "full"),
            proc.pressure("io", "some"),
            proc.pressure("io", "full")));
  }

  @Override
  protected Labels labels(HostRow row) {
    return Labels.NONE;
  }
}
