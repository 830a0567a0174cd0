package dev.ballast.cli.frame;

import picocli.CommandLine.IVersionProvider;

/// What `ballast --version` prints.
public final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "ballast " + BallastVersion.current() + " (Java " + Runtime.version() + ")"
    };
  }
}
