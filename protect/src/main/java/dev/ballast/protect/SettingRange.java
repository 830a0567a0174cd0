package dev.ballast.protect;

import dev.ballast.evidence.Fault;

/// The numbers that a setting may have.
///
/// @param name as the operator knows it: an option, or a key of the configuration
/// @param least the smallest that is allowed
/// @param most the largest that is allowed
public record SettingRange(String name, long least, long most) {

  /// Throws `setting-out-of-range` for any other number.
  public void require(long number) {
    if (number < least || number > most) {
      throw Fault.of(
              ProtectError.SETTING_OUT_OF_RANGE,
              "%s is not %d to %d: %d".formatted(name, least, most, number))
          .hint("Choose a number in that range, or leave it out for the default.");
    }
  }
}
