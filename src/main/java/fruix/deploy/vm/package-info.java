/**
 * Runs an image in a virtual machine: {@link fruix.deploy.vm.VirtualMachine} says which, {@link
 * fruix.deploy.vm.RunningMachine} is one that runs. An image is copied before it is started, since
 * what is in the store is never written to.
 */
@NullMarked
package fruix.deploy.vm;

import org.jspecify.annotations.NullMarked;
