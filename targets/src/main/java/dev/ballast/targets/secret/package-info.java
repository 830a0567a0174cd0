/// Secrets by reference: a configuration says where a secret is, never what it is.
@NullMarked
package dev.ballast.targets.secret;

import org.jspecify.annotations.NullMarked;
