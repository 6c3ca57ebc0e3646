#!/bin/sh
# fruix-development-environment [COMMAND ARGUMENT...]: runs COMMAND with the compilers, headers and makefiles of the
# running system's development profile; without one, writes what `eval "$(...)"' sets that up with in a shell.
set -eu

root=${FRUIX_SYSTEM_ROOT:-}
profile=$root/run/current-development
if ! [ -d "$profile/." ]; then
	echo "fruix-development-environment: the running system has no development profile" >&2
	echo "hint: declare development-packages, and switch to that system" >&2
	exit 1
fi

settings() {
	cat <<END
export FRUIX_DEVELOPMENT_PROFILE='$profile'
export PATH='$profile/usr/bin':"\$PATH"
export CPPFLAGS='-isystem $profile/usr/include'
export LDFLAGS='-L$profile/usr/lib'
export MAKEFLAGS='-m $profile/usr/share/mk'
END
}

if [ $# -eq 0 ]; then
	settings
else
	eval "$(settings)"
	exec "$@"
fi
