/// What is usual at a target, learned from its own figures, and what departs from it.
///
/// Front doors: [dev.ballast.observe.usual.UsualLearner], which takes what is known of a target
/// once a minute, and [dev.ballast.observe.usual.Usual], which checks look at.
@NullMarked
package dev.ballast.observe.usual;

import org.jspecify.annotations.NullMarked;
