/// All rules in one list. Apart from the rules' own package, whose words every rule uses, so that
/// neither needs the other.
@NullMarked
package dev.ballast.rules.catalogue;

import org.jspecify.annotations.NullMarked;
