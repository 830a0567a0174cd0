package dev.ballast.cli.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ballast.report.Visible;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/// Takes the place of a standard stream for anyone who writes to it past the [Console]: a library's
/// logger, the JVM reporting a thread that failed. Each line is passed on once it is complete,
/// through [Visible]. Safe for any number of threads.
public final class VisibleStream extends OutputStream {
  /// What has no line end for this long is passed on without one.
  private static final int LONGEST_LINE = 1 << 16;

  private final PrintStream to;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private VisibleStream(PrintStream to) {
    this.to = to;
  }

  public static PrintStream before(PrintStream to) {
    return new PrintStream(new VisibleStream(to), false, UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n' || line.size() == LONGEST_LINE) {
      passOn();
    }
    if (b != '\n') {
      line.write(b);
    }
  }

  @Override
  public synchronized void flush() {
    to.flush();
  }

  @Override
  public synchronized void close() {
    if (line.size() > 0) {
      passOn();
    }
    to.flush();
  }

  private void passOn() {
    to.print(Visible.line(line.toString(UTF_8)) + "\n");
    line.reset();
  }
}
