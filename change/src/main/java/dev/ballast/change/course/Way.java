package dev.ballast.change.course;

/// Which way a script of a change goes.
public enum Way {
  FORWARDS("forwards"),
  BACK("back"),
  FORWARDS_AGAIN("forwards again");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
