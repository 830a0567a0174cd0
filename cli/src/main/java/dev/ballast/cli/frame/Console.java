package dev.ballast.cli.frame;

import dev.ballast.evidence.Clock;
import dev.ballast.report.Report;
import dev.ballast.report.Style;
import dev.ballast.report.Visible;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a command may use of the world outside: talk on standard error, the environment, the time.
/// What is said goes through [Visible].
/// Safe for any number of threads.
public final class Console {
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final Style style;
  private final boolean quiet;
  private final Consumer<Report> publisher;
  private final ReentrantLock writing = new ReentrantLock();

  /// What stands on the terminal's last line and is about to be overwritten; empty for nothing.
  private String live = "";

  Console(Terminal terminal, Style style, boolean quiet) {
    this(terminal, style, quiet, _ -> {});
  }

  /// @param publisher prints a report on standard output
  Console(Terminal terminal, Style style, boolean quiet, Consumer<Report> publisher) {
    this.terminal = terminal;
    this.publisher = publisher;
    this.style = style;
    this.quiet = quiet;
  }

  /// Shows the operator one line, unless asked to be quiet.
  public void say(String line) {
    if (!quiet) {
      insist(line);
    }
  }

  /// Shows the operator one line, asked to be quiet or not.
  public void insist(String line) {
    writing.lock();
    try {
      write(erasure() + shown(line) + "\n" + live);
    } finally {
      writing.unlock();
    }
  }

  /// Prints the result now, of a command that lasts longer than it takes to reach it. Where the
  /// command returns the same report, it is not printed again.
  public void publish(Report report) {
    publisher.accept(report);
  }

  /// Colours that fit standard error.
  public Style style() {
    return style;
  }

  public Map<String, String> environment() {
    return terminal.environment();
  }

  public Clock clock() {
    return terminal.clock();
  }

  /// Whether standard error is a terminal.
  public boolean isTerminal() {
    return terminal.errIsTerminal();
  }

  /// Replaces the line that is about to be overwritten; an empty one takes it away.
  void showLive(String line) {
    if (quiet) {
      return;
    }
    writing.lock();
    try {
      String erasure = erasure();
      live = shown(line);
      write(erasure + live);
    } finally {
      writing.unlock();
    }
  }

  /// What is harmless already, control codes of our own included.
  void draw(String text) {
    writing.lock();
    try {
      write(text);
    } finally {
      writing.unlock();
    }
  }

  private static String shown(String line) {
    return Style.ready(Visible.line(line));
  }

  private String erasure() {
    return live.isEmpty() ? "" : ERASE_LINE;
  }

  private void write(String text) {
    terminal.err().print(text);
    terminal.err().flush();
  }
}
