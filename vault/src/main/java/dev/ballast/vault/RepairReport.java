package dev.ballast.vault;

import java.util.List;

/// What a repair of a vault made again, and what nobody can.
///
/// @param made the names of the objects that were written
/// @param left what stays wrong, with what helps
public record RepairReport(List<String> made, List<ObjectFinding> left) {
  public RepairReport {
    made = List.copyOf(made);
    left = List.copyOf(left);
  }
}
