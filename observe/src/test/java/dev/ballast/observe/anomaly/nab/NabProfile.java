package dev.ballast.observe.anomaly.nab;

/// What an application gives for a window that was found, and takes for one that was missed and
/// for a false alarm.
///
/// @param name as the published results name it
/// @param found for a window that was found at its beginning
/// @param missed for a window without an alarm
/// @param falseAlarm for a point that alarms far behind any window
public record NabProfile(String name, double found, double missed, double falseAlarm) {}
