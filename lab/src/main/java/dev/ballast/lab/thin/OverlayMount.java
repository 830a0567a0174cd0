package dev.ballast.lab.thin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.LabError;
import dev.ballast.machine.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An overlay: a folder that shows a state, with what was changed since kept beside it.
///
/// @param point where it is shown
record OverlayMount(Path point) {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final int POINT_FIELD = 4;

  /// The kernel takes a page, with the zero byte at its end.
  private static final int MAX_OPTION_BYTES = 4095;

  /// What has a meaning of its own in the options.
  private static final Pattern SPECIAL = Pattern.compile("[:,\\\\]");

  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

  OverlayMount {
    requireNonNull(point, "point is null");
  }

  /// Mounts one over a state. Returns why that is not possible, or nothing.
  ///
  /// @param beside is there and empty; it takes `point`, and what is changed
  /// @param root of the state, whose owner the topmost folder gets
  /// @param mode of the topmost folder
  static Optional<String> mount(Path state, Path beside, StateTree.Entry root, int mode)
      throws IOException {
    Optional<SystemCalls> calls = SystemCalls.here();
    if (calls.isEmpty()) {
      return Optional.of("this is no 64-bit Linux");
    }
    if (!Places.isRoot()) {
      return Optional.of("only root may mount it");
    }
    Path upper = Files.createDirectory(changesIn(beside));
    Path work = Files.createDirectory(beside.resolve("work"));
    Path point = Files.createDirectory(pointIn(beside));
    FileCopies.give(upper, root.owner(), mode);
    String options = "lowerdir=%s,upperdir=%s,workdir=%s".formatted(state, upper, work);
    boolean special = Stream.of(state, upper).anyMatch(p -> SPECIAL.matcher(p.toString()).find());
    if (special || options.getBytes(StandardCharsets.UTF_8).length > MAX_OPTION_BYTES) {
      return Optional.of("the kernel does not take " + state + " for an option of a mount");
    }
    SystemCalls.Outcome outcome = calls.get().mountOverlay(point, options);
    return outcome.succeeded() ? Optional.empty() : Optional.of(outcome.text());
  }

  static Path pointIn(Path beside) {
    return beside.resolve("state");
  }

  /// The files that are not the state's any more.
  static Path changesIn(Path beside) {
    return beside.resolve("upper");
  }

  /// Unmounts it. Where something still holds it, it is out of reach at once anyway.
  void unmount() {
    SystemCalls calls = SystemCalls.here().orElseThrow();
    SystemCalls.Outcome outcome = calls.unmount(point, /* detach= */ false);
    if (outcome.isBusy()) {
      outcome = calls.unmount(point, /* detach= */ true);
    }
    // Another process may have swept it in between.
    if (!outcome.succeeded() && left(point).contains(this)) {
      throw Fault.of(LabError.LAB_COPY_LEFT, "a copy is still mounted on " + point)
          .detail(outcome.text())
          .hint("Run umount " + point + "; the next command of the lab removes what is left.");
    }
  }

  /// Those in a folder that a killed process left, innermost first.
  static List<OverlayMount> left(Path folder) {
    if (!Files.isReadable(MOUNTS)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(MOUNTS)) {
      return lines
          .flatMap(line -> point(line).stream())
          .filter(point -> point.startsWith(folder))
          .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
          .map(OverlayMount::new)
          .toList();
    } catch (IOException e) {
      throw Fault.of(LabError.LAB_COPY_LEFT, "what is mounted here cannot be read")
          .detail(IoReason.of(e))
          .hint("Look whether /proc is mounted.")
          .cause(e);
    }
  }

  /// The folder that a line of `proc(5)` names; empty where it is none of ours.
  private static Optional<Path> point(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length <= POINT_FIELD) {
      return Optional.empty();
    }
    String name =
        ESCAPED
            .matcher(fields[POINT_FIELD])
            .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 8)));
    Path point = Path.of(name);
    return Files.isDirectory(point, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(point)
        : Optional.empty();
  }
}
