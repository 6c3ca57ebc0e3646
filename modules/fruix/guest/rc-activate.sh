#!/bin/sh

# PROVIDE: fruix_activate
# REQUIRE: FILESYSTEMS
# BEFORE: NETWORKING SERVERS
# KEYWORD: nojail

. /etc/rc.subr

name="fruix_activate"
rcvar="fruix_activate_enable"
start_cmd="fruix_activate_start"
stop_cmd=":"

fruix_activate_start()
{
	mkdir -p /var/log
	/run/current-system/activate > /var/log/fruix-activate.log 2>&1 && return 0
	echo "fruix: activation failed; see /var/log/fruix-activate.log" > /dev/console
	return 1
}

load_rc_config $name
: ${fruix_activate_enable:="YES"}
run_rc_command "$1"
