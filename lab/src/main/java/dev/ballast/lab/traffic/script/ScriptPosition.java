package dev.ballast.lab.traffic.script;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;

/// A place in a script.
///
/// @param line from 1
record ScriptPosition(String file, int line) {
  /// For what the script must not have there.
  Fault invalid(String what) {
    return Fault.of(TrafficError.SCRIPT_INVALID, what).detail(this.toString());
  }

  @Override
  public String toString() {
    return file + ", line " + line;
  }
}
