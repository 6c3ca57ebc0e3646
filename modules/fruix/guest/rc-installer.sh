#!/bin/sh

# PROVIDE: fruix_installer
# REQUIRE: fruix_ready
# KEYWORD: nojail

. /etc/rc.subr

name="fruix_installer"
rcvar="fruix_installer_enable"
start_cmd="fruix_installer_start"
stop_cmd=":"

fruix_installer_start()
{
	if /sbin/fruix-installer > /dev/console 2>&1; then
		shutdown -p now > /dev/console 2>&1
	fi
}

load_rc_config $name
: ${fruix_installer_enable:="NO"}
run_rc_command "$1"
