#!/bin/sh
# fruix-self-hosted-native-build: builds FreeBSD from the source that this system was declared with, and
# leaves a result root for `fruix native-build promote'. With FreeBSD's base tools alone.

set -eu

usage() {
	cat <<-EOF
	usage: fruix-self-hosted-native-build [OPTION ...] [STEP ...]

	Steps, all but the last two by default and in this order:
	  check         whether this system can build
	  buildworld    compiles the userland
	  buildkernel   compiles the kernel; without buildworld, after kernel-toolchain
	  install       installs both below the result root
	  result        splits what was installed into artifacts and describes them
	  archive       puts the result root into /var/tmp/fruix-native-build-ID.tar
	  stop          ends the build that is running

	  --only PART           world or kernel alone
	  --run-id ID           (default: the time and the process); the same one goes on with a build
	  --jobs N              (default: the number of processors)
	  --source-store PATH   which of the closure's sources (default: the only one)
	  --objects DIR         (default: /usr/obj)
	  --make PROGRAM        (default: make)
	  --executor KIND NAME VERSION [KEY VALUE ...] --   who drives this (default: self-hosted)
	EOF
}

say() { echo "fruix-native-build: $*" >&2; }
fail() { say "$*"; exit 1; }
misuse() { say "$*"; usage >&2; exit 2; }

# What the environment says must not reach a build: from here on, it says this.
if [ "${FRUIX_NATIVE_BUILD_ENVIRONMENT:-}" != clean ]; then
	exec env -i FRUIX_NATIVE_BUILD_ENVIRONMENT=clean FRUIX_SYSTEM_ROOT="${FRUIX_SYSTEM_ROOT:-}" \
		PATH=/sbin:/bin:/usr/sbin:/usr/bin HOME=/root USER=root LOGNAME=root SHELL=/bin/sh \
		LC_ALL=C TZ=UTC TERM=dumb /bin/sh "$0" "$@"
fi
umask 022

root=$FRUIX_SYSTEM_ROOT
builds=$root/var/lib/fruix/native-builds
only='world kernel'
run_id=$(date -u +%Y%m%dT%H%M%SZ)-$$
jobs=
source_store=
objects=$root/usr/obj
make=make
executor_kind=self-hosted
executor_name=
executor_version=1
executor_properties=

# string TEXT: TEXT as a string of an S-expression.
string() {
	printf '"'
	printf '%s' "$1" | sed 's/[\\"]/\\&/g'
	printf '"'
}

# strings FILE FIELD: the strings of (FIELD "..." ...) in the one expression of FILE, a line each.
strings() {
	awk -v field="$2" '
		BEGIN { RS = "\001" }
		{
			depth = 0
			wanted = 0
			for (i = 1; i <= length($0); i++) {
				c = substr($0, i, 1)
				if (c == "\"") {
					text = ""
					while ((c = substr($0, ++i, 1)) != "\"" && i <= length($0)) {
						if (c == "\\") c = substr($0, ++i, 1)
						text = text c
					}
					if (wanted) print text
				} else if (c == "(") {
					depth++
					rest = substr($0, i + 1)
					match(rest, /^[^ \t\n()"]*/)
					if (depth == 2 && substr(rest, 1, RLENGTH) == field) wanted = 1
				} else if (c == ")") {
					if (depth-- == 2) wanted = 0
				}
			}
		}
	' "$1"
}

# follow PATH: where PATH of this system leads, every link on the way followed.
follow() {
	rest=$1
	at=
	links=0
	while [ -n "$rest" ]; do
		rest=${rest#/}
		part=${rest%%/*}
		case $rest in */*) rest=/${rest#*/} ;; *) rest= ;; esac
		case $part in
		'' | .) continue ;;
		..) at=${at%/*}; continue ;;
		esac
		if [ -L "$root$at/$part" ]; then
			links=$((links + 1))
			[ "$links" -le 40 ] || fail "too many links lead from $1"
			target=$(readlink "$root$at/$part")
			case $target in
			/*) at= rest=$target$rest ;;
			*) rest=/$target$rest ;;
			esac
		else
			at=$at/$part
		fi
	done
	echo "${at:-/}"
}

word() {
	case $2 in
	'' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) misuse "$1 must be of letters, digits, \`.', \`_', \`-': $2" ;;
	esac
	[ ${#2} -le 64 ] || misuse "$1 is longer than 64 characters: $2"
}

# --- What this system is. ---

# Sets closure, source_store, source and the build policy.
look_around() {
	[ -L "$root/run/current-system" ] || fail 'there is no /run/current-system: not a system of Fruix'
	closure=$(follow /run/current-system)
	layout=$root$closure/metadata/store-layout.scm
	base=$root$closure/metadata/freebsd-base.scm
	[ -f "$layout" ] || fail "there is no metadata/store-layout.scm in $closure"
	[ -f "$base" ] || fail "there is no metadata/freebsd-base.scm in $closure"
	find_source
	target=$(strings "$base" target)
	target_arch=$(strings "$base" target-arch)
	kernconf=$(strings "$base" kernconf)
	make_flags=$(strings "$base" make-flags)
	printf '%s\n' "$make_flags" | while read -r flag; do
		case $flag in
		SRCCONF=* | KERNCONFDIR=*)
			fail "the make flag $flag names a file of the machine that this system was declared on" ;;
		esac
	done
}

find_source() {
	known=$(strings "$layout" materialized-source-stores)
	if [ -n "$source_store" ]; then
		printf '%s\n' "$known" | grep -qxF -e "$source_store" ||
			fail "$source_store is no source of this system"
	else
		[ -n "$known" ] || fail "store-layout.scm names no source: declare a freebsd-source and development-packages"
		[ "$(printf '%s\n' "$known" | wc -l)" -eq 1 ] ||
			fail 'this system has several sources; choose one with --source-store:' $known
		source_store=$known
	fi
	source=$root$source_store/tree
	[ -d "$source" ] || source=$root$source_store
	[ -f "$source/sys/conf/newvers.sh" ] || fail "there is no FreeBSD source tree in $source_store"
	[ -f "$source/Makefile" ] || fail "there is no Makefile in $source_store"
}

# Headers and makefiles of the running system must be those of its development profile.
check_overlay() {
	[ -e "$root$closure/development-profile" ] || [ -L "$root$closure/development-profile" ] ||
		fail 'this system has no development profile: declare development-packages'
	development=$(follow "$closure/development-profile")
	[ "$(follow /run/current-development)" = "$development" ] ||
		fail "/run/current-development does not lead to $development"
	for place in usr/include usr/share/mk; do
		wanted=$(follow "$development/$place")
		[ -d "$root$wanted" ] || fail "the development profile has no $place"
		[ "$(follow "/$place")" = "$wanted" ] || fail "/$place does not lead to the development profile's"
	done
}

do_check() {
	check_overlay
	for program in "$make" awk find ls readlink sed sort tar; do
		command -v "$program" > /dev/null || fail "there is no $program"
	done
	hash_program > /dev/null
	command -v cc > /dev/null || case $make_flags in
	*CC=* | *CROSS_TOOLCHAIN=*) ;;
	*) say 'there is no cc: make flags may name a compiler, as CROSS_TOOLCHAIN= does' ;;
	esac
	say "closure $closure"
	say "source $source_store"
	say "target $target/$target_arch, kernel configuration $kernconf"
}

# --- Building. ---

# run_make LOG ARGUMENT ...: runs make in the source tree; a signal to this process ends make too.
run_make() {
	log=$run/logs/$1.log
	shift
	while read -r flag; do
		case $flag in
		'') ;;
		-D*) set -- "$@" "${flag#-D}=1" ;;
		*) set -- "$@" "$flag" ;;
		esac
	done <<-EOF
	$make_flags
	EOF
	mkdir -p "$run/logs" "$objects"
	started=$(date +%s)
	status=0
	# In a process group of its own, which can be ended as a whole, and where nothing ignores SIGINT.
	{ set -m; } 2> /dev/null # not every shell can without a terminal
	MAKEOBJDIRPREFIX=$objects "$make" -C "$source" "$@" "TARGET=$target" "TARGET_ARCH=$target_arch" \
		__MAKE_CONF=/dev/null SRC_ENV_CONF=/dev/null SRCCONF=/dev/null > "$log" 2>&1 < /dev/null &
	child=$!
	set +m
	wait "$child" || status=$?
	child=
	seconds=$(($(date +%s) - started))
	[ "$status" -eq 0 ] || {
		first_error "$log" >&2
		fail "make failed with exit status $status after $seconds s; the log is $log"
	}
	say "done in $seconds s"
}

# The first thing that went wrong, with what was said before it.
first_error() {
	line=$(grep -nE '(^|[^[:alnum:]])(fatal )?error:|\*\*\*|[Nn]o such file' "$1" | head -n 1 | sed 's/:.*//')
	if [ -n "$line" ]; then
		sed -n "$((line > 15 ? line - 15 : 1)),$((line + 4))p" "$1"
	else
		tail -n 20 "$1"
	fi
}

do_buildworld() { run_make buildworld "-j$jobs" buildworld; }
do_kernel_toolchain() { run_make kernel-toolchain "-j$jobs" kernel-toolchain; }
do_buildkernel() { run_make buildkernel "-j$jobs" "KERNCONF=$kernconf" buildkernel; }

do_install() {
	rm -rf "$run/stage"
	case " $only " in *' world '*)
		mkdir -p "$run/stage/world"
		set -- "DESTDIR=$run/stage/world" NO_ROOT=yes DB_FROM_SRC=yes "METALOG=$run/stage/world/METALOG"
		run_make installworld "$@" installworld
		run_make distribution "$@" distribution ;;
	esac
	case " $only " in *' kernel '*)
		mkdir -p "$run/stage/kernel"
		run_make installkernel "DESTDIR=$run/stage/kernel" NO_ROOT=yes DB_FROM_SRC=yes \
			"METALOG=$run/stage/kernel/METALOG" "KERNCONF=$kernconf" installkernel ;;
	esac
}

# --- The result. ---

hash_program() {
	if command -v sha256 > /dev/null; then
		echo 'sha256 -r'
	elif command -v sha256sum > /dev/null; then
		echo sha256sum
	else
		fail 'there is no sha256'
	fi
}

sha256_of() { $(hash_program) < "$1" | sed 's/ .*//'; }

# move PATH FROM TO: PATH, if it is there, from one tree to another.
move() {
	[ -e "$2/$1" ] || [ -L "$2/$1" ] || return 0
	mkdir -p "$3/$(dirname "$1")"
	mv "$2/$1" "$3/$1"
}

# facts TREE METALOG: all that is known of TREE, a fact a line; \001 stands between its parts. Names of
# accounts are those of the world that was built, if it was, else of this system.
facts() {
	accounts=$run/artifacts/world/tree/etc
	for file in "$accounts/group" "$root/etc/group"; do
		[ ! -f "$file" ] || awk -F: '!/^[#+-]/ && NF > 2 { print "G" $1 "\001" $3 }' "$file"
	done
	for file in "$accounts/master.passwd" "$root/etc/passwd"; do
		[ ! -f "$file" ] || awk -F: '!/^[#+-]/ && NF > 2 { print "U" $1 "\001" $3 }' "$file"
	done
	printf 'Uroot\0010\nGwheel\0010\n'
	sed 's/^/M/' "$2"
	(
		cd "$1"
		find . -type l -exec sh -c \
			'for f; do printf "L%s\001%s\n" "$f" "$(readlink "$f")"; done' sh {} +
		find . -type f -exec $(hash_program) {} + | awk '
			{
				name = substr($0, 65)
				sub(/^ [ *]?/, "", name)
				print "H" name "\001" substr($0, 1, 64)
			}'
		find . \( -type d -o -type f \) -exec ls -lind {} + | awk '
			{
				inode = $1; mode = $2; links = $3; size = $6
				name = $0
				for (i = 1; i <= 9; i++) sub(/^ *[^ ]+/, "", name)
				sub(/^ */, "", name)
				print "S" name "\001" inode "\001" mode "\001" links "\001" size
			}'
	)
}

# keyed: reads facts; writes a line an entry, with what it sorts by and its inode before it.
keyed() {
	awk -F '\001' '
		BEGIN {
			for (i = 1; i < 256; i++) ord[sprintf("%c", i)] = i
			alias["sappend"] = "sappnd"; alias["archived"] = "arch"; alias["schange"] = "schg"
			alias["simmutable"] = "schg"; alias["sunlink"] = "sunlnk"; alias["uappend"] = "uappnd"
			alias["uarchive"] = "uarch"; alias["uhidden"] = "hidden"; alias["uchange"] = "uchg"
			alias["uimmutable"] = "uchg"; alias["uunlink"] = "uunlnk"; alias["uoffline"] = "offline"
			alias["urdonly"] = "rdonly"; alias["readonly"] = "rdonly"; alias["ureadonly"] = "rdonly"
			alias["ureparse"] = "reparse"; alias["usparse"] = "sparse"; alias["usystem"] = "system"
		}
		function die(message) { print "fruix-native-build: " message > "/dev/stderr"; failed = 1; exit 1 }
		function decode(text,   out, i) {
			out = ""
			while ((i = index(text, "\\")) > 0) {
				if (substr(text, i + 1, 3) !~ /^[0-3][0-7][0-7]$/) die("METALOG has the name " text)
				out = out substr(text, 1, i - 1) sprintf("%c", substr(text, i + 1, 1) * 64 \
					+ substr(text, i + 2, 1) * 8 + substr(text, i + 3, 1))
				text = substr(text, i + 4)
			}
			return out text
		}
		function encode(text,   out, i, c) {
			if (text !~ /[^A-Za-z0-9\/.,_+:@%~=-]/) return text
			out = ""
			for (i = 1; i <= length(text); i++) {
				c = substr(text, i, 1)
				out = out (c ~ /[A-Za-z0-9\/.,_+:@%~=-]/ ? c : sprintf("\\%03o", ord[c]))
			}
			return out
		}
		function below(text) {
			while (text ~ /^(\.\/|\/)/) sub(/^(\.\/|\/)/, "", text)
			sub(/\/+$/, "", text)
			return text == "." ? "" : text
		}
		function octal(mode) { sub(/^0+/, "", mode); return mode == "" ? "0" : "0" mode }
		function bits(text,   value) {
			value = (substr(text, 1, 1) == "r") * 4 + (substr(text, 2, 1) == "w") * 2
			return value + (substr(text, 3, 1) ~ /[xst]/)
		}
		function special(text) { return substr(text, 3, 1) ~ /[sStT]/ }
		function of_inode(text) {
			text = substr(text, 2)
			return octal((special(text) * 4 + special(substr(text, 4)) * 2 + special(substr(text, 7))) \
				bits(text) bits(substr(text, 4)) bits(substr(text, 7)))
		}
		function flags_of(text,   names, n, i, j, sorted) {
			n = split(text, names, ",")
			sorted = ""
			for (i = 1; i <= n; i++) {
				if (names[i] in alias) names[i] = alias[names[i]]
				if (names[i] == "none" || (names[i] ~ /^no/ && names[i] != "nodump") || names[i] == "dump") names[i] = ""
				for (j = i; j > 1 && names[j] < names[j - 1]; j--) {
					sorted = names[j]; names[j] = names[j - 1]; names[j - 1] = sorted
				}
			}
			sorted = ""
			for (i = 1; i <= n; i++)
				if (names[i] != "" && (i == 1 || names[i] != names[i - 1]))
					sorted = sorted (sorted == "" ? "" : ",") names[i]
			return sorted == "" ? "" : " flags=" sorted
		}
		function number(what, given, name) {
			if (given != "") return given
			if (name == "") return 0
			if (!((what name) in id)) die("METALOG names the unknown " what " " name)
			return id[what name]
		}
		function metalog(line,   words, n, i, path, keys) {
			n = split(line, words, " ")
			if (n == 0 || substr(words[1], 1, 1) == "#") return
			path = below(decode(words[1]))
			for (i = 2; i <= n; i++)
				if (match(words[i], /=/)) keys[substr(words[i], 1, RSTART - 1)] = substr(words[i], RSTART + 1)
			listed[path] = keys["type"]
			uid[path] = keys["uid"]; uname[path] = keys["uname"]
			gid[path] = keys["gid"]; gname[path] = keys["gname"]
			mode[path] = keys["mode"] == "" && keys["type"] == "link" ? "0755" : octal(keys["mode"])
			flags[path] = flags_of(keys["flags"])
		}
		function entry(path, type, inode_mode, inode, rest,   key, common) {
			if (path == "") common = " uid=0 gid=0 mode=0555"
			else if (listed[path] == type)
				common = " uid=" number("user", uid[path], uname[path]) \
					" gid=" number("group", gid[path], gname[path]) " mode=" mode[path]
			else common = " uid=0 gid=0 mode=" inode_mode
			key = path
			gsub(/\//, "\002", key)
			print key "\001" inode "\001" (path == "" ? "." : "./" encode(path)) \
				"\001type=" type common rest (listed[path] == type && path != "" ? flags[path] : "")
		}
		{ fact = substr($1, 1, 1); name = substr($1, 2) }
		fact == "G" && !(("group" name) in id) { id["group" name] = $2 }
		fact == "U" && !(("user" name) in id) { id["user" name] = $2 }
		fact == "M" { metalog(name) }
		fact == "L" { entry(below(name), "link", "0755", "-", " link=" encode($2)) }
		fact == "H" { hash[below(name)] = $2 }
		fact == "S" && $3 ~ /^d/ { entry(below(name), "dir", of_inode($3), "-", "") }
		fact == "S" && $3 ~ /^-/ {
			path = below(name)
			if (hash[path] == "") die("there is no hash of " path)
			entry(path, "file", of_inode($3), $4 > 1 ? $2 : "-", " size=" $5 " sha256digest=" hash[path])
		}
		END { if (failed) exit 1 }
	'
}

# manifest FILE: the canonical manifest of the sorted lines of FILE, which keyed wrote.
manifest() {
	echo '#mtree'
	awk -F '\001' '
		NR == FNR { if ($2 != "-") names[$2]++; next }
		{
			what = $4
			if ($2 != "-" && names[$2] > 1) {
				if (!($2 in group)) {
					group[$2] = ++groups
					first[$2] = what
				}
				what = first[$2] " nlink=" names[$2] " tags=hardlink-" group[$2]
			}
			print $3 " " what
		}
	' "$1" "$1"
}

# describe KIND METALOG: completes the artifact KIND, whose tree is there; prints its description.
describe() {
	place=$run/artifacts/$1
	odd=$(find "$place/tree" ! -type d ! -type f ! -type l -o -name '*[[:cntrl:]]*' -o -name '*\\*' |
		head -n 1)
	[ -z "$odd" ] || fail "an artifact cannot hold $odd"
	facts "$place/tree" "$2" > "$run/facts"
	keyed < "$run/facts" > "$run/keyed"
	sort "$run/keyed" > "$run/sorted"
	manifest "$run/sorted" > "$place/manifest.mtree"
	sed -e 's/ size=[^ ]*//' -e 's/ sha256digest=[^ ]*//' -e 's/ nlink=[^ ]*//' -e 's/ tags=[^ ]*//' \
		"$place/manifest.mtree" > "$place/METALOG"
	rm -f "$run/facts" "$run/keyed" "$run/sorted"
	required=$(required_files "$1")
	printf '  (artifact (kind %s) (path %s)\n    (required-files' "$1" "$(string "artifacts/$1")"
	for file in $required; do
		[ -f "$place/tree/$file" ] && [ ! -L "$place/tree/$file" ] ||
			fail "the build did not install $file"
		printf ' %s' "$(string "$file")"
	done
	printf ')\n    (content-signature "%s"))\n' "$(sha256_of "$place/manifest.mtree")"
}

required_files() {
	case $1 in
	world) echo bin/sh sbin/init ;;
	kernel) echo boot/kernel/kernel ;;
	bootloader) echo boot/loader.efi ;;
	headers) echo ;;
	esac
}

do_result() {
	rm -rf "$run/artifacts" "$run/promotion.scm"
	mkdir -p "$run/artifacts"
	for part in $only; do
		[ -f "$run/stage/$part/METALOG" ] || fail "nothing was installed for $part: run the step install"
		mkdir "$run/artifacts/$part"
		mv "$run/stage/$part" "$run/artifacts/$part/tree"
		mv "$run/artifacts/$part/tree/METALOG" "$run/stage/$part.METALOG"
	done
	if [ -d "$run/artifacts/world" ]; then
		world=$run/artifacts/world/tree
		move boot "$world" "$run/artifacts/bootloader/tree"
		move usr/include "$world" "$run/artifacts/headers/tree"
		move usr/share/mk "$world" "$run/artifacts/headers/tree"
	fi
	{
		printf '(fruix-native-build-promotion\n  (format-version 1)\n'
		printf '  (run-id %s)\n' "$(string "$run_id")"
		printf '  (executor (kind %s) (name %s) (version %s) (properties%s))\n' "$executor_kind" \
			"$(string "$executor_name")" "$(string "$executor_version")" "$executor_properties"
		printf '  (guest-host-name %s)\n' "$(string "$host_name")"
		printf '  (closure %s)\n' "$(string "$closure")"
		printf '  (source-store %s)\n' "$(string "$source_store")"
		printf '  (build-policy (target %s) (target-arch %s) (kernconf %s)\n    (make-flags' \
			"$(string "$target")" "$(string "$target_arch")" "$(string "$kernconf")"
		printf '%s\n' "$make_flags" | while read -r flag; do
			[ -z "$flag" ] || printf ' %s' "$(string "$flag")"
		done
		printf '))\n'
	} > "$run/description"
	for kind in world kernel headers bootloader; do
		[ ! -d "$run/artifacts/$kind" ] || {
			say "artifact $kind"
			case $kind in kernel) stage=kernel ;; *) stage=world ;; esac
			describe "$kind" "$run/stage/$stage.METALOG" >> "$run/description"
		}
	done
	echo ')' >> "$run/description"
	rm -rf "$run/stage"
	sync
	mv "$run/description" "$run/promotion.scm"
	ln -sfn "$run_id" "$builds/latest.new"
	mv -fh "$builds/latest.new" "$builds/latest" 2> /dev/null || mv -fT "$builds/latest.new" "$builds/latest"
}

do_archive() {
	[ -f "$run/promotion.scm" ] || fail "there is no result in $run"
	mkdir -p "$root/var/tmp"
	tar -C "$run" -cf "$root/var/tmp/fruix-native-build-$run_id.tar" .
}

# --- One build at a time. ---

# Sets holder to the process that builds here, or to nothing. The lock is a link to the number of a process,
# which may be another's by now: after a start of the machine, numbers begin anew.
find_holder() {
	holder=$(readlink "$builds/.lock" 2> /dev/null || true)
	[ -n "$holder" ] && kill -0 "$holder" 2> /dev/null || { holder=; return 0; }
	words=$(ps -ww -o args= -p "$holder" 2> /dev/null) || return 0
	case $words in *native-build*) ;; *) holder= ;; esac
}

take_lock() {
	mkdir -p "$builds"
	if ! ln -s $$ "$builds/.lock" 2> /dev/null; then
		find_holder
		[ -z "$holder" ] || fail "another native build is running here, as process $holder"
		say 'taking over from a build that broke off'
		rm -rf "$builds/.lock"
		ln -s $$ "$builds/.lock" 2> /dev/null || fail 'another native build has begun here just now'
	fi
	child=
	trap 'rm -f "$builds/.lock"' EXIT
	trap 'interrupted 130' INT
	trap 'interrupted 143' TERM HUP
}

interrupted() {
	trap - INT TERM HUP
	if [ -n "$child" ]; then
		kill -TERM -- "-$child" 2> /dev/null || kill -TERM "$child" 2> /dev/null || true
		wait "$child" || true
	fi
	say 'stopped'
	exit "$1"
}

do_stop() {
	find_holder
	[ -n "$holder" ] || { say 'no build is running'; return 0; }
	kill -TERM "$holder"
	waited=0
	while kill -0 "$holder" 2> /dev/null; do
		waited=$((waited + 1))
		[ "$waited" -le 60 ] || fail "process $holder does not end"
		sleep 1
	done
}

# --- The command line. ---

steps=
while [ $# -gt 0 ]; do
	case $1 in
	--only | --run-id | --jobs | --source-store | --objects | --make)
		[ $# -ge 2 ] || misuse "$1 needs a value"
		case $1 in
		--only) only=$2 ;;
		--run-id) run_id=$2 ;;
		--jobs) jobs=$2 ;;
		--source-store) source_store=$2 ;;
		--objects) objects=$2 ;;
		--make) make=$2 ;;
		esac
		shift 2 ;;
	--executor)
		[ $# -ge 5 ] || misuse '--executor needs KIND NAME VERSION ... --'
		executor_kind=$2 executor_name=$3 executor_version=$4
		shift 4
		while [ "${1:---}" != -- ]; do
			[ $# -ge 2 ] || misuse 'a property of the executor has no value'
			executor_properties="$executor_properties ($(string "$1") $(string "$2"))"
			shift 2
		done
		[ $# -gt 0 ] || misuse '--executor ends with --'
		shift ;;
	-h | --help | help) usage; exit 0 ;;
	check | buildworld | kernel-toolchain | buildkernel | install | result | archive | stop) steps="$steps $1"; shift ;;
	*) misuse "unknown argument \`$1'" ;;
	esac
done

case $only in world | kernel | 'world kernel') ;; *) misuse "--only takes world or kernel" ;; esac
case $jobs in *[!0-9]*) misuse '--jobs takes a number' ;; esac
word '--run-id' "$run_id"
case $executor_kind in self-hosted | ssh-guest | jail) ;; *) misuse "no executor of kind $executor_kind" ;; esac
host_name=$(hostname 2> /dev/null || uname -n)
executor_name=${executor_name:-$host_name}
word "the executor's name" "$executor_name"
word "the executor's version" "$executor_version"
jobs=${jobs:-$(sysctl -n hw.ncpu 2> /dev/null || getconf _NPROCESSORS_ONLN)}
[ -n "$steps" ] || {
	steps=check
	[ "$only" != kernel ] || steps="$steps kernel-toolchain"
	for part in $only; do steps="$steps build$part"; done
	steps="$steps install result"
}

if [ "$steps" = ' stop' ]; then
	do_stop
	exit 0
fi
[ -n "$root" ] || [ "$(id -u)" -eq 0 ] || fail 'only root can build'
run=$builds/$run_id
look_around
take_lock
mkdir -p "$run"
for step in $steps; do
	say "$step"
	case $step in kernel-toolchain) do_kernel_toolchain ;; *) "do_$step" ;; esac
done
echo "run_id=$run_id"
echo "result_root=$run"
