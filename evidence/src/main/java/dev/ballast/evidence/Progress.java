package dev.ballast.evidence;

/// Receives the progress of a long piece of work. Implementations are safe for any number of
/// threads.
public interface Progress {

  /// A stretch of work begins.
  ///
  /// @param total bytes it is expected to work through, 0 where nobody knows
  void begin(String phase, long total);

  /// How many bytes of the current stretch are done.
  void advance(long done);

  /// Something the operator should read, whatever the phase.
  void note(String line);

  /// Reports to no one.
  Progress NONE =
      new Progress() {
        @Override
        public void begin(String phase, long total) {}

        @Override
        public void advance(long done) {}

        @Override
        public void note(String line) {}
      };
}
