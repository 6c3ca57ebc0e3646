#!/bin/sh
# fruix-pid1: init(8) becomes this at the boot. Makes the root writable and becomes Shepherd; where that cannot
# be, it becomes init(8) again, which starts the machine without Shepherd.

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
fsck -p / && mount -u -o rw / || init_again "/ needs a check by hand" -s
$system/profile/bin/guile --no-auto-compile -c '(use-modules (shepherd))' ||
	init_again "Guile cannot load Shepherd"
mkdir -p -m 0700 /run/shepherd || init_again "no directory for Shepherd's socket"

echo "fruix-pid1: starting Shepherd"
# For each process that it starts, Shepherd visits as many descriptors as there may be.
ulimit -S -n 1024
exec $system/profile/bin/guile --no-auto-compile $system/profile/bin/shepherd \
	--config=$system/shepherd/init.scm \
	--socket=/run/shepherd/socket --logfile=/var/log/shepherd.log
