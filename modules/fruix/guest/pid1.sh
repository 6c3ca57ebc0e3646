#!/bin/sh
# fruix-pid1: the kernel starts it in the place of init. Makes the root writable and becomes Shepherd.

PATH=/sbin:/bin:/usr/sbin:/usr/bin
export PATH

exec < /dev/console > /dev/console 2>&1
echo "fruix-pid1: starting Shepherd"
fsck -p / || { echo "fruix-pid1: / needs a check by hand"; exec /bin/sh; }
mount -u -o rw / || exec /bin/sh
mkdir -p -m 0700 /var/run/shepherd
exec /run/current-system/profile/bin/guile --no-auto-compile \
	/run/current-system/profile/bin/shepherd \
	--config=/run/current-system/shepherd/init.scm \
	--socket=/var/run/shepherd/socket --logfile=/var/log/shepherd.log
