package dev.ballast.cli.frame;

import dev.ballast.evidence.Clock;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// What a command may use of the world outside: talk on standard error, the environment, the time.
/// Safe for any number of threads.
public final class Console {
  private final Terminal terminal;
  private final Style style;
  private final boolean quiet;
  private final ReentrantLock writing = new ReentrantLock();

  Console(Terminal terminal, Style style, boolean quiet) {
    this.terminal = terminal;
    this.style = style;
    this.quiet = quiet;
  }

  /// Tells the operator one line, unless asked to be quiet.
  public void say(String line) {
    if (!quiet) {
      write(line + "\n");
    }
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

  /// A piece of work whose progress is shown while it lasts: a bar on a terminal, a plain line now
  /// and then elsewhere. Close it when the work has ended, well or not.
  ///
  /// @param what the work, as a participle: `copying`, `restoring`
  public Progress progress(String what) {
    return new Progress(this, what, terminal.errIsTerminal());
  }

  void write(String text) {
    writing.lock();
    try {
      terminal.err().print(text);
      terminal.err().flush();
    } finally {
      writing.unlock();
    }
  }

  boolean isQuiet() {
    return quiet;
  }
}
