package dev.ballast.postgres.server;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.MachineError;
import dev.ballast.machine.ServerUser;
import dev.ballast.machine.SystemProgram;
import dev.ballast.postgres.server.Isolation.Barrier;
import dev.ballast.postgres.server.Isolation.Mechanism;
import dev.ballast.postgres.server.Sandbox.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tries the sandboxes of this machine: a harmless program runs in each and says what it sees.
final class SandboxTrial {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /// Says its namespaces, its privileges, and whether it reaches a file of this process, in lines
  /// of a name and a value.
  private static final String PROBE =
      """
      for n in net pid mnt ipc user; do echo "$n $(readlink /proc/self/ns/$n)"; done
      while read -r name value _; do
        case $name in NoNewPrivs: | CapEff: | Uid:) echo "${name%:} $value" ;; esac
      done < /proc/self/status
      if [ -e "$1" ]; then echo "sees yes"; else echo "sees no"; fi
      if (: > /usr/.ballast-probe) 2> /dev/null; then echo "writes yes"; else echo "writes no"; fi
      if kill -0 "$2" 2> /dev/null; then echo "signals yes"; else echo "signals no"; fi
      while read -r name _; do
        case $name in *:) echo "interface-$name yes" ;; esac
      done < /proc/net/dev
      exit 0
      """;

  private SandboxTrial() {}

  static Sandbox best(ServerUser user) {
    List<String> reasons = new ArrayList<>();
    Optional<Sandbox> best = Optional.empty();
    for (Kind kind : kinds(user)) {
      Sandbox tried = tryOut(user, kind, reasons);
      if (tried.isolation().isComplete()) {
        return tried;
      }
      if (best.isEmpty()
          || tried.isolation().barriers().size() > best.get().isolation().barriers().size()) {
        best = Optional.of(tried);
      }
    }
    Sandbox found = best.orElseGet(() -> Sandbox.none(user));
    return new Sandbox(
        user,
        found.kind(),
        new Isolation(
            found.isolation().mechanism(),
            found.isolation().barriers(),
            String.join("; ", reasons)));
  }

  private static List<Kind> kinds(ServerUser user) {
    return user.other().isPresent()
        ? List.of(Kind.ROOT_NAMESPACES, Kind.NONE)
        : List.of(Kind.BUBBLEWRAP, Kind.USER_NAMESPACES, Kind.NONE);
  }

  private static Sandbox tryOut(ServerUser user, Kind kind, List<String> reasons) {
    Sandbox candidate = new Sandbox(user, kind, Isolation.none(""));
    for (SystemProgram needed : programs(kind)) {
      if (needed.find().isEmpty()) {
        reasons.add("no program " + needed);
        return candidate;
      }
    }
    try {
      Map<String, String> seen = run(candidate);
      return new Sandbox(user, kind, new Isolation(mechanism(kind), barriers(user, seen), ""));
    } catch (Fault e) {
      // Who is interrupted must not continue with less of a sandbox.
      CommonError.rethrowInterrupt(e);
      reasons.add(mechanism(kind) + ": " + e.detail().orElse(e.getMessage()));
      return candidate;
    }
  }

  private static List<SystemProgram> programs(Kind kind) {
    return switch (kind) {
      case NONE -> List.of();
      case BUBBLEWRAP -> List.of(SystemProgram.BWRAP);
      case ROOT_NAMESPACES, USER_NAMESPACES ->
          List.of(SystemProgram.UNSHARE, SystemProgram.SETPRIV);
    };
  }

  private static Mechanism mechanism(Kind kind) {
    return switch (kind) {
      case NONE -> Mechanism.NONE;
      case BUBBLEWRAP -> Mechanism.BUBBLEWRAP;
      case ROOT_NAMESPACES, USER_NAMESPACES -> Mechanism.NAMESPACES;
    };
  }

  private static Map<String, String> run(Sandbox candidate) {
    // A file that everybody may read, in a folder that everybody may enter.
    try (TemporaryFolder folder = TemporaryFolder.create("probe")) {
      Path file = Files.writeString(folder.path().resolve("outside"), "");
      List<String> probe =
          List.of(
              "/bin/sh",
              "-c",
              PROBE,
              "probe",
              file.toString(),
              Long.toString(ProcessHandle.current().pid()));
      String said =
          new String(
              ExternalCommand.unbounded(
                      candidate.around(probe, new Sandbox.View(List.of(), List.of())))
                  .run(TIMEOUT),
              StandardCharsets.UTF_8);
      Map<String, String> seen = new HashMap<>();
      said.lines()
          .map(line -> line.split(" ", 2))
          .filter(words -> words.length == 2)
          .forEach(words -> seen.put(words[0], words[1]));
      return seen;
    } catch (IOException e) {
      throw Fault.of(MachineError.COMMAND_FAILED, "no probe can be made")
          .detail(IoReason.of(e))
          .cause(e);
    }
  }

  private static Set<Barrier> barriers(ServerUser user, Map<String, String> seen) {
    Set<Barrier> holding = EnumSet.noneOf(Barrier.class);
    boolean ownUserNamespace = differs("user", seen);
    add(
        holding,
        Barrier.NETWORK,
        differs("net", seen)
            && seen.keySet().stream()
                .allMatch(k -> !k.startsWith("interface-") || k.equals("interface-lo:")));
    add(
        holding,
        Barrier.FILES,
        differs("mnt", seen) && says("sees", "no", seen) && says("writes", "no", seen));
    add(holding, Barrier.PROCESSES, differs("pid", seen) && says("signals", "no", seen));
    add(holding, Barrier.MEMORY, differs("ipc", seen) && differs("mnt", seen));
    add(
        holding,
        Barrier.PRIVILEGES,
        says("NoNewPrivs", "1", seen) && says("CapEff", "0000000000000000", seen));
    add(
        holding,
        Barrier.USER,
        ownUserNamespace
            || (user.other().isPresent() && says("Uid", Long.toString(user.uid()), seen)));
    return holding;
  }

  private static void add(Set<Barrier> holding, Barrier barrier, boolean holds) {
    if (holds) {
      holding.add(barrier);
    }
  }

  private static boolean says(String name, String value, Map<String, String> seen) {
    return value.equals(seen.get(name));
  }

  /// Whether the program was in another namespace than this process.
  private static boolean differs(String namespace, Map<String, String> seen) {
    String its = seen.getOrDefault(namespace, "");
    try {
      String ours = Files.readSymbolicLink(Path.of("/proc/self/ns", namespace)).toString();
      return !its.isEmpty() && !its.equals(ours);
    } catch (IOException e) {
      return false;
    }
  }
}
