package dev.ballast.lab.traffic.script;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.traffic.TrafficError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A script and how often it runs beside others.
///
/// @param name as reports name it
public record ScriptFile(String name, String text, int weight) {
  private static final Pattern WEIGHTED = Pattern.compile("(.+)@([0-9]{1,9})");

  public ScriptFile {
    requireNonNull(name, "name is null");
    requireNonNull(text, "text is null");
    if (weight < 1) {
      throw new IllegalArgumentException("weight is " + weight);
    }
  }

  /// Reads a script; `file@3` runs three times as often as one without a weight.
  ///
  /// @param argument a path, relative to the folder
  public static ScriptFile read(Path folder, String argument) {
    Matcher weighted = WEIGHTED.matcher(argument);
    boolean hasWeight = weighted.matches();
    String path = hasWeight ? weighted.group(1) : argument;
    int weight = hasWeight ? Integer.parseInt(weighted.group(2)) : 1;
    if (weight == 0) {
      throw Fault.of(TrafficError.SCRIPT_INVALID, "a script with weight 0 would never run")
          .detail(argument);
    }
    try {
      return new ScriptFile(path, Files.readString(folder.resolve(path)), weight);
    } catch (IOException e) {
      throw Fault.of(TrafficError.TRAFFIC_UNREADABLE, "a file of traffic cannot be read")
          .detail(path + ": " + IoReason.of(e))
          .cause(e);
    }
  }
}
