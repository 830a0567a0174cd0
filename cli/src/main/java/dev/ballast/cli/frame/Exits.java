package dev.ballast.cli.frame;

import dev.ballast.evidence.ExitCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The exit codes a command can end with beside done, a defect, wrong usage and an interrupt, which
/// every command has.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Exits {
  ExitCode[] value();
}
