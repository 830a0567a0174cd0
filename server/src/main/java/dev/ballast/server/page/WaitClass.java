package dev.ballast.server.page;

import java.util.Arrays;

/// What active sessions wait for, in the order of a chart's layers from the bottom.
enum WaitClass {
  CPU("", "on a processor", 6),
  IO("IO", "reading and writing", 2),
  LOCK("Lock", "locks", 5),
  LIGHT_LOCK("LWLock", "internal locks", 8),
  BUFFER_PIN("BufferPin", "pinned buffers", 4),
  CLIENT("Client", "the client", 3),
  OTHER_PROCESS("IPC", "other processes", 1),
  OTHER("", "other waits", 7);

  private final String label;
  private final String words;
  private final int tone;

  WaitClass(String label, String words, int tone) {
    this.label = label;
    this.words = words;
    this.tone = tone;
  }

  String words() {
    return words;
  }

  int tone() {
    return tone;
  }

  /// @param label as the family of activity has it
  static WaitClass of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label.equals(label))
        .findFirst()
        .orElse(OTHER);
  }
}
