package dev.ballast.postgres.server;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Runs a program to its end and takes what it printed. No shell is involved: each word of the
/// command is one argument.
public final class ExternalCommand {
  /// What a program may print before it is taken for broken.
  static final int MAX_OUTPUT_BYTES = 1 << 20;

  private ExternalCommand() {}

  /// The program's standard output.
  ///
  /// Throws a `command-failed` fault when it cannot be started, ends with a status other than 0,
  /// prints more than a megabyte, or is still running after `timeout` (then it is killed).
  public static byte[] run(List<String> command, Duration timeout) {
    Process process = start(command);
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(
            () -> drain(process.getInputStream()), Thread::startVirtualThread);
    CompletableFuture<byte[]> errors =
        CompletableFuture.supplyAsync(
            () -> drain(process.getErrorStream()), Thread::startVirtualThread);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw failed(command, "still running after " + timeout.toSeconds() + " s, killed");
      }
      if (process.exitValue() != 0) {
        String said = new String(errors.join(), StandardCharsets.UTF_8).strip();
        throw failed(
            command,
            "exit status " + process.exitValue() + (said.isEmpty() ? "" : ": " + lastLine(said)));
      }
      return output.join();
    } catch (IOException | CompletionException e) {
      process.destroyForcibly();
      throw failed(command, String.valueOf(e.getMessage())).cause(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw CommonError.interrupted("running " + command.getFirst());
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw failed(command, String.valueOf(e.getMessage())).cause(e);
    }
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
  private static Fault failed(List<String> command, String detail) {
    return Fault.of(PostgresError.COMMAND_FAILED, "command " + command.getFirst() + " failed")
        .detail(detail);
  }
}
