#!/bin/sh
# fruix-pid1: init(8) becomes this at the boot, and this becomes Shepherd; where that cannot be, it becomes init(8)
# again, which starts the machine without Shepherd.

PATH=/sbin:/bin:/usr/sbin:/usr/bin
export PATH
system=/run/current-system

# init_again REASON OPTION...
init_again() {
	echo "fruix-pid1: $1; going on with init" >&2
	shift
	kenv -q -u init_exec
	exec /sbin/init "$@"
}

exec < /dev/console > /dev/console 2>&1
[ "$(kenv -q boot_single)" != YES ] || init_again "single-user mode" -s
$system/profile/bin/guile --no-auto-compile -c '(use-modules (shepherd))' ||
	init_again "Guile cannot load Shepherd"
# The root is read-only until /etc/rc has checked it; it could not check one that is not.
mount -t tmpfs -o size=64m,mode=0700 shepherd /run/shepherd || init_again "no place for Shepherd's files"

echo "fruix-pid1: starting Shepherd"
# For each process that it starts, Shepherd visits as many descriptors as there may be.
# shellcheck disable=SC3045 # FreeBSD's sh has it
ulimit -S -n 1024
exec $system/profile/bin/guile --no-auto-compile $system/profile/bin/shepherd \
	--config=$system/shepherd/init.scm \
	--socket=/run/shepherd/socket --logfile=/run/shepherd/shepherd.log
