package dev.ballast.lab.thin;

/// How a copy holds what it has in common with its state, best first.
public enum CopyKind {
  /// Every file shares its blocks with the state's until one of them is written (XFS, Btrfs).
  REFLINK("reflink"),
  /// Every file is the state's own until it is opened for writing, which copies it whole: an
  /// overlay mount. A server opens a relation's files for writing also where it reads them.
  OVERLAY("overlay"),
  /// Every file was copied.
  PLAIN("plain copy");

  private final String text;

  CopyKind(String text) {
    this.text = text;
  }

  /// Whether the first statement that uses a relation waits for its files to be copied, so that its
  /// time says nothing of the server it was copied from; see [ThinCopy#settle].
  public boolean copiesWhenOpened() {
    return this == OVERLAY;
  }

  @Override
  public String toString() {
    return text;
  }
}
