/// Clones of verified backups that a change is rehearsed on, thin copies of them, and traffic to
/// put on them. Only a verified backup makes a clone with rows; a twin has none, and nothing is
/// proved on it. A clone is started shut off from everything that its source would act on or reach.
@NullMarked
package dev.ballast.lab;

import org.jspecify.annotations.NullMarked;
