package dev.ballast.cli.frame;

import dev.ballast.report.Page;

/// A page on the terminal that gives way to the next, on a screen of its own, so that what was on
/// the terminal before is there again at the end. For one thread.
public final class LiveView implements AutoCloseable {
  private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
  private static final String FORMER_SCREEN = "\u001b[?25h\u001b[?1049l";
  private static final String FROM_THE_TOP = "\u001b[H\u001b[2J";

  private final Console console;

  /// @param console whose standard error is a terminal
  public LiveView(Console console) {
    this.console = console;
    console.draw(OTHER_SCREEN);
  }

  /// A page to be filled.
  public Page page() {
    return new Page(console.style());
  }

  public void show(Page page) {
    console.draw(FROM_THE_TOP + page);
  }

  @Override
  public void close() {
    console.draw(FORMER_SCREEN);
  }
}
