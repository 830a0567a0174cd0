package dev.ballast.protect.restore;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.layer.PageCrc;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/// A file that several threads write stretches of. The one that writes the last compares what was
/// written with the CRC-32C of the list of files. Safe for any number of threads.
final class FileInParts {
  private final Path path;
  private final OptionalInt expected;
  private final ReentrantLock lock = new ReentrantLock();
  private final int[] sums;
  private final long[] lengths;
  private int missing;

  /// @param expected of the whole content; absent where nobody noted it
  /// @param stretches how many there are
  FileInParts(Path path, OptionalInt expected, int stretches) {
    this.path = path;
    this.expected = expected;
    this.sums = new int[stretches];
    this.lengths = new long[stretches];
    this.missing = stretches;
  }

  Path path() {
    return path;
  }

  /// Notes a stretch as written.
  ///
  /// Throws `restored-file-differs` where it was the last and the whole is not as expected.
  void written(int stretch, int sum, long length) {
    lock.lock();
    try {
      sums[stretch] = sum;
      lengths[stretch] = length;
      missing--;
      if (missing > 0 || expected.isEmpty()) {
        return;
      }
    } finally {
      lock.unlock();
    }
    int whole = 0;
    for (int i = 0; i < sums.length; i++) {
      whole = PageCrc.join(whole, sums[i], lengths[i]);
    }
    if (whole != expected.getAsInt()) {
      throw Fault.of(ProtectError.RESTORED_FILE_DIFFERS, "a file is not what the server sent")
          .detail(
              ("%s: CRC-32C is %08x, and was %08x when it was backed up; what was written into an"
                      + " empty folder was removed")
                  .formatted(path, whole, expected.getAsInt()))
          .hint("Run `ballast vault check`: it reads every chunk of the vault.");
    }
  }
}
