/// The family `xmin_holder`.
@NullMarked
package dev.ballast.observe.collect.xminholder;

import org.jspecify.annotations.NullMarked;
