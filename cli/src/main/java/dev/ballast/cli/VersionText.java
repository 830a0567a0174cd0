package dev.ballast.cli;

import picocli.CommandLine.IVersionProvider;

/// What `ballast --version` prints.
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "ballast " + BallastVersion.current() + " (Java " + Runtime.version() + ")"
    };
  }
}
