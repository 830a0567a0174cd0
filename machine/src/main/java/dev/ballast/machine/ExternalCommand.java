package dev.ballast.machine;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program that is run to its end, for what it prints. No shell reads its words: each is one
/// argument. It gets nothing of Ballast's environment, which holds keys and passwords, but what is
/// allowed by name; see docs/reference/environment.md. Immutable.
public final class ExternalCommand {
  /// What the threads are called that read what programs print.
  static final String READER = "ballast reader of a program";

  /// What a program may print before it is taken for broken.
  static final int MAX_OUTPUT_BYTES = 1 << 20;

  /// The exit statuses of a program that SIGHUP, SIGINT or SIGTERM ended.
  private static final Set<Integer> ENDED_BY_OPERATOR = Set.of(128 + 1, 128 + 2, 128 + 15);

  private final List<String> words;
  private final Map<String, String> environment;
  private final Optional<Bounds> bounds;
  private final Optional<Path> folder;

  private ExternalCommand(
      List<String> words,
      Map<String, String> environment,
      Optional<Bounds> bounds,
      Optional<Path> folder) {
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
    this.bounds = bounds;
    this.folder = folder;
  }

  public static ExternalCommand of(List<String> words) {
    return new ExternalCommand(
        words,
        Map.of("PATH", SystemProgram.PATH, "LC_ALL", "C.UTF-8"),
        Optional.of(Bounds.ofThisUser(/* mayGainPrivileges= */ false)),
        Optional.empty());
  }

  public static ExternalCommand of(String... words) {
    return of(List.of(words));
  }

  /// Runs words that hold themselves to their bounds already.
  public static ExternalCommand unbounded(List<String> words) {
    return new ExternalCommand(
        words,
        Map.of("PATH", SystemProgram.PATH, "LC_ALL", "C.UTF-8"),
        Optional.empty(),
        Optional.empty());
  }

  /// Runs a program with an empty environment; see [#run(Duration)].
  public static byte[] run(List<String> command, Duration timeout) {
    return of(command).run(timeout);
  }

  /// Hands on those variables of this process whose names the predicate admits.
  public ExternalCommand inheriting(Predicate<String> names) {
    Map<String, String> more = new HashMap<>(environment);
    System.getenv()
        .forEach(
            (name, value) -> {
              if (names.test(name)) {
                more.put(name, value);
              }
            });
    return new ExternalCommand(words, more, bounds, folder);
  }

  /// Sets a variable, in place of what was inherited.
  public ExternalCommand with(String variable, String value) {
    requireNonNull(value, "value is null");
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new ExternalCommand(words, more, bounds, folder);
  }

  /// Runs in that folder instead of this process's own.
  public ExternalCommand in(Path where) {
    return new ExternalCommand(words, environment, bounds, Optional.of(where));
  }

  /// Lets set-user-ID programs have their effect, for a program that the operator chose.
  public ExternalCommand mayGainPrivileges() {
    return new ExternalCommand(words, environment, Optional.of(Bounds.ofThisUser(true)), folder);
  }

  /// Runs as the user that servers run as.
  public ExternalCommand as(ServerUser user) {
    return new ExternalCommand(words, environment, Optional.of(Bounds.of(user)), folder);
  }

  /// The program's standard output.
  ///
  /// Throws a `command-failed` fault when it cannot be started, ends with a status other than 0,
  /// prints more than a megabyte, or is still running after `timeout` (then it is killed). Throws
  /// `interrupted` where this thread is, or where the program was ended by the signal that
  /// interrupts this process, too.
  public byte[] run(Duration timeout) {
    Process process = start();
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(
            () -> drain(process.getInputStream()), ExternalCommand::startReading);
    CompletableFuture<byte[]> errors =
        CompletableFuture.supplyAsync(
            () -> drain(process.getErrorStream()), ExternalCommand::startReading);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
        throw failed("still running after " + timeout.toSeconds() + " s, killed");
      }
      if (ENDED_BY_OPERATOR.contains(process.exitValue())) {
        CommonError.requireNoInterrupt("running " + words.getFirst());
      }
      if (process.exitValue() != 0) {
        String said = new String(errors.join(), StandardCharsets.UTF_8).strip();
        throw failed(
            "exit status " + process.exitValue() + (said.isEmpty() ? "" : ": " + lastLine(said)));
      }
      return output.join();
    } catch (IOException | CompletionException e) {
      kill(process);
      throw failed(String.valueOf(e.getMessage())).cause(e);
    } catch (InterruptedException e) {
      kill(process);
      throw CommonError.interrupted("running " + words.getFirst());
    }
  }

  /// The program's standard output as text; empty where it fails in any of the ways of
  /// [#run(Duration)].
  public Optional<String> runIfPossible(Duration timeout) {
    try {
      return Optional.of(new String(run(timeout), StandardCharsets.UTF_8));
    } catch (Fault e) {
      if (e.code() != MachineError.COMMAND_FAILED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Process start() {
    try {
      ProcessBuilder builder = new ProcessBuilder(bounds.map(b -> b.around(words)).orElse(words));
      builder.environment().clear();
      builder.environment().putAll(environment);
      folder.ifPresent(where -> builder.directory(where.toFile()));
      return builder.start();
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage())).cause(e);
    }
  }

  /// A read from a pipe holds the thread that carries a virtual one. The JDK puts another in its
  /// place, and ends that one after 30 s without work: from then on no virtual thread of a machine
  /// of two processors would run until the program ends.
  private static void startReading(Runnable reading) {
    Thread.ofPlatform().daemon().name(READER).start(reading);
  }

  private static void kill(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static byte[] drain(InputStream in) {
    try (in) {
      byte[] bytes = in.readNBytes(MAX_OUTPUT_BYTES + 1);
      if (bytes.length > MAX_OUTPUT_BYTES) {
        throw new IOException("printed more than " + MAX_OUTPUT_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  /// Only the program is named: its arguments may hold what nobody should read.
  private Fault failed(String detail) {
    return Fault.of(MachineError.COMMAND_FAILED, "command " + words.getFirst() + " failed")
        .detail(detail);
  }
}
