/** What CloudFormation asks by custom resources, and is answered. */
@NullMarked
package io.drover.stack;

import org.jspecify.annotations.NullMarked;
