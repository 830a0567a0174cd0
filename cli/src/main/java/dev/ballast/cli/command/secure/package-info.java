/// `ballast secure`: whether tenants are isolated.
@NullMarked
package dev.ballast.cli.command.secure;

import org.jspecify.annotations.NullMarked;
