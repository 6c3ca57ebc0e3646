#!/bin/bash
# workloads.sh: makes the Fruix performance work loads under $PERF (default ./bench-data).
#   W1  world-like tree: ~20,000 regular files, ~600 MB, symlinks, small hard links, modes
#   W2  one file of 1 GiB, non-zero, incompressible, the same bytes on every machine
#   W3  100,000 tiny files (0..2047 B) in 1,000 directories, the same bytes on every machine
#   W4  /rescue-like: 148 hard links to one 12 MiB file
# W1 is copied from this machine's /usr by a list frozen at first run ($PERF/W1.list); keep that
# list (and W1.manifest) to get the same tree again. Nothing outside $PERF is written.
set -euo pipefail
PERF=${PERF:-$PWD/bench-data}
mkdir -p "$PERF"; cd "$PERF"

gen_w1() {
  rm -rf W1; mkdir W1
  python3 - "$PERF" <<'PY'
import os, sys, shutil, stat
perf = sys.argv[1]; dst = perf + '/W1'; lst = perf + '/W1.list'
# destination dir, source dirs, most MB, most files, largest single file MB
PLAN = [
 ('usr/bin',            ['/usr/bin','/usr/sbin'],            150,   800, 16),
 ('usr/lib',            ['/usr/lib/x86_64-linux-gnu'],       190,  2400, 24),
 ('usr/lib/debug',      ['/usr/lib/gcc'],                     60,   180, 40),
 ('usr/include',        ['/usr/include'],                     60,  4500,  4),
 ('usr/share/man',      ['/usr/share/man'],                   45,  7500,  4),
 ('usr/share/zoneinfo', ['/usr/share/zoneinfo'],               5,   900,  1),
 ('usr/share/doc',      ['/usr/share/doc'],                   30,  1400,  4),
 ('usr/share/locale',   ['/usr/share/locale'],                35,   700,  4),
 ('usr/libdata/perl',   ['/usr/share/perl'],                  20,  1000,  2),
 ('usr/tests',          ['/usr/lib/python3.11'],              30,  1200,  4),
]
if os.path.exists(lst):
    rows = [l.rstrip('\n').split('\t') for l in open(lst)]
else:
    rows = []
    for d, srcs, mb, nf, big in PLAN:
        left, n = mb * 1000000, 0
        for s in srcs:
            for dp, dns, fns in os.walk(s):
                dns.sort()
                for f in sorted(fns):
                    p = os.path.join(dp, f); st = os.lstat(p)
                    q = d + '/' + os.path.relpath(p, s)
                    if any(ord(c) > 126 or ord(c) < 33 for c in q): continue
                    if stat.S_ISLNK(st.st_mode):
                        t = os.readlink(p)
                        if n < nf: rows.append(['L', q, t])
                    elif stat.S_ISREG(st.st_mode):
                        if n >= nf or st.st_size > big * 1000000 or st.st_size > left: continue
                        left -= st.st_size; n += 1
                        rows.append(['F', q, p])
    with open(lst, 'w') as o:
        for r in rows: o.write('\t'.join(r) + '\n')
seen = set(); man = []
for k, q, s in rows:
    if q in seen: continue
    seen.add(q); out = os.path.join(dst, q)
    os.makedirs(os.path.dirname(out), exist_ok=True)
    if k == 'L': os.symlink(s, out)
    else:
        shutil.copyfile(s, out); os.chmod(out, os.stat(s).st_mode & 0o755 | 0o444)
        os.utime(out, (1680000000, 1680000000))
        if q.startswith('usr/share/man/') and os.path.getsize(out) < 60000: man.append(out)
# every 4th manual page gets a hard link (MLINKS), every 5th library-ish file a symlink
for i, m in enumerate(man):
    if i % 4 == 0:
        b, e = os.path.split(m); os.link(m, b + '/ml_' + e)
n = 0
for dp, _, fns in os.walk(dst + '/usr/lib'):
    for f in sorted(fns):
        if f.endswith('.so') or '.so.' in f:
            n += 1
            if n % 3 == 0 and not os.path.lexists(dp + '/ln_' + f): os.symlink(f, dp + '/ln_' + f)
for d in ('dev','proc','tmp','mnt','media','net','var/empty','var/db','var/log','root','etc/rc.d'):
    os.makedirs(dst + '/' + d, exist_ok=True)
os.chmod(dst + '/tmp', 0o1777)
for q in ('su', 'passwd', 'mount', 'umount'):
    p = dst + '/usr/bin/' + q
    if os.path.isfile(p) and not os.path.islink(p): os.chmod(p, 0o4555)
PY
  (cd W1 && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) > W1.manifest
}
gen_w2() {
  mkdir -p W2
  head -c 1073741824 /dev/zero | openssl enc -aes-128-ctr -nosalt \
     -K 000102030405060708090a0b0c0d0e0f -iv 00000000000000000000000000000000 > W2/big.bin
}
gen_w3() {
  rm -rf W3; mkdir W3
  python3 - "$PERF/W3" <<'PY'
import os, sys, random
r = random.Random(3); root = sys.argv[1]
pool = bytes(r.choice(b'abcdefghijklmnopqrstuvwxyz      ()\n0123456789') for _ in range(1 << 20))
for d in range(1000):
    p = '%s/d%02d/e%02d' % (root, d // 50, d % 50); os.makedirs(p)
    for f in range(100):
        n = r.randrange(2048); o = r.randrange(len(pool) - 2048)
        with open('%s/f%05d.scm' % (p, d * 100 + f), 'wb') as h: h.write(b'%d\n' % (d * 100 + f) + pool[o:o + n])
PY
}
gen_w4() {
  rm -rf W4; mkdir -p W4/rescue
  head -c 12582912 W2/big.bin > W4/rescue/r000
  for i in $(seq -w 1 147); do ln W4/rescue/r000 W4/rescue/r$i; done
}
[ -d W1 ] && [ -s W1.manifest ] || gen_w1
[ -s W2/big.bin ] || gen_w2
[ -d W3/d19/e49 ] || gen_w3
[ -d W4 ] || gen_w4
[ -s W1.txz ] || tar -C W1 --sort=name --owner=0 --group=0 -cf - . | xz -T2 -6 > W1.txz
[ -s W1.tzst ] || { command -v zstd >/dev/null && tar -C W1 --sort=name --owner=0 --group=0 -cf - . | zstd -T2 -q -10 > W1.tzst; } || true
for w in W1 W2 W3 W4; do
  echo "$w files=$(find $w -type f | wc -l) unique=$(find $w -type f -printf '%i\n' | sort -u | wc -l) links=$(find $w -type l | wc -l) dirs=$(find $w -type d | wc -l) bytes_unique=$(find $w -type f -printf '%i %s\n' | sort -u | awk '{s+=$2}END{print s}') bytes_all=$(find $w -type f -printf '%s\n' | awk '{s+=$1}END{print s}')"
done | tee WORKLOADS.txt
ls -l W1.txz W1.tzst 2>/dev/null | awk '{print $NF, $5}' | tee -a WORKLOADS.txt
