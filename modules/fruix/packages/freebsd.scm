;;; Commentary:
;;; FreeBSD as packages: curated copies from a FreeBSD root (host-staged), and slices of the official
;;; distribution sets. Patterns are those of the builders' rules.

(define-module (fruix packages freebsd)
  #:use-module (fruix packages package)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd base)
  #:export (freebsd-kernel freebsd-bootloader freebsd-runtime freebsd-libc freebsd-userland
            freebsd-rc-scripts freebsd-networking freebsd-openssh freebsd-kernel-headers
            freebsd-headers freebsd-toolchain freebsd-share-mk
            %freebsd-host-staged-core-packages %freebsd-host-staged-system-packages
            %freebsd-host-staged-development-profile-packages %freebsd-host-staged-all-packages
            %freebsd-host-staged-replacement-order freebsd-host-staged-package?
            host-staged-packages-from
            %freebsd-bootloader-required %freebsd-runtime-required %freebsd-not-runtime
            %freebsd-toolchain-files
            freebsd-distribution-kernel-for freebsd-distribution-bootloader-for
            freebsd-distribution-runtime-for freebsd-distribution-headers-for
            freebsd-distribution-toolchain-for
            freebsd-distribution-system-packages-for
            freebsd-distribution-development-packages-for))

;;; Host-staged packages: what a curated copy takes from the root.

(define* (host-package name synopsis required paths #:key (except '()))
  (freebsd-package
   (name name)
   (version "host")
   (synopsis synopsis)
   (origin (host-staged (required required) (paths paths) (except except)))))

(define %freebsd-toolchain-files
  '("usr/bin/cc" "usr/bin/c++" "usr/bin/c89" "usr/bin/c99" "usr/bin/CC" "usr/bin/cpp"
    "usr/bin/clang*" "usr/bin/ld" "usr/bin/ld.lld" "usr/bin/lld" "usr/bin/lldb*" "usr/bin/llvm-*"
    "usr/bin/ar" "usr/bin/ranlib" "usr/bin/nm" "usr/bin/objcopy" "usr/bin/objdump"
    "usr/bin/readelf" "usr/bin/size" "usr/bin/strings" "usr/bin/strip" "usr/bin/addr2line"
    "usr/lib/clang"))

(define freebsd-kernel
  (host-package "freebsd-kernel" "The kernel and its modules"
                '("boot/kernel/kernel") '("boot/kernel" "boot/modules")))

(define %freebsd-bootloader-required
  '("boot/loader.efi" "boot/lua/loader.lua" "boot/defaults/loader.conf" "boot/device.hints"))

(define %bootloader-paths
  '("boot/*.4th" "boot/boot" "boot/boot0" "boot/boot0sio" "boot/boot1" "boot/boot2" "boot/cdboot"
    "boot/gptboot" "boot/gptboot.efi" "boot/boot1.efi" "boot/isoboot" "boot/loader*" "boot/mbr"
    "boot/pmbr" "boot/pxeboot" "boot/lua" "boot/fonts" "boot/images" "boot/menu*" "boot/beastie*"
    "boot/brand*" "boot/logo*" "boot/check-password.4th" "boot/defaults" "boot/device.hints"
    "boot/uboot" "boot/dtb" "boot/firmware" "boot/userboot*.so"))

(define freebsd-bootloader
  (host-package "freebsd-bootloader" "loader.efi, the other boot programs and their Lua"
                %freebsd-bootloader-required %bootloader-paths))

(define freebsd-libc
  (host-package "freebsd-libc" "The C library, the run-time linker and the libraries of /lib"
                '("lib/libc.so.7" "libexec/ld-elf.so.1")
                '("lib" "libexec" "usr/lib/*.so*" "usr/lib/engines" "usr/lib/i18n"
                  "usr/libdata/ldconfig")))

(define freebsd-userland
  (host-package "freebsd-userland" "The programs of /bin, /sbin, /usr/bin and /usr/sbin"
                '("bin/sh" "sbin/init" "sbin/mount" "usr/sbin/pw")
                '("bin" "sbin" "usr/bin" "usr/sbin" "usr/libexec")
                #:except %freebsd-toolchain-files))

(define freebsd-runtime
  (host-package "freebsd-runtime" "Data that programs read: locales, terminals, time zones, PAM"
                '("etc/login.conf" "etc/gettytab" "etc/ttys" "usr/share/zoneinfo/UTC")
                '("etc/pam.d" "etc/login.access" "etc/shells" "etc/services" "etc/protocols"
                  "etc/rpc" "etc/nsswitch.conf" "etc/networks" "etc/mtree" "etc/profile"
                  "etc/csh.cshrc" "etc/csh.login" "etc/csh.logout" "etc/termcap"
                  "etc/ssl/openssl.cnf" "etc/ssl/cert.pem" "etc/ssl/certs" "etc/ssl/untrusted"
                  "etc/ssl/blacklisted"
                  "etc/crontab" "etc/cron.d" "etc/periodic" "etc/syslog.conf" "etc/syslog.d"
                  "etc/newsyslog.conf" "etc/newsyslog.conf.d" "etc/devfs.conf" "etc/remote"
                  "etc/phones" "etc/security" "etc/libmap.conf" "etc/gss" "etc/netconfig"
                  "etc/opieaccess" "etc/pkg" "etc/inetd.conf" "etc/ftpusers" "etc/locate.rc"
                  "etc/libalias.conf" "etc/nscd.conf" "etc/sysctl.conf" "etc/hosts.allow"
                  "etc/hosts.equiv" "etc/hosts.lpd" "etc/apmd.conf" "etc/freebsd-update.conf"
                  "etc/portsnap.conf" "etc/ntp.conf" "etc/ntp" "etc/printcap"
                  "etc/dhclient.conf" "etc/disktab" "etc/defaults/devfs.rules"
                  "etc/defaults/periodic.conf" "etc/defaults/bluetooth.device.conf"
                  "root/.cshrc" "root/.profile" "root/.login" "root/.shrc"
                  "usr/share/locale" "usr/share/nls" "usr/share/zoneinfo" "usr/share/misc"
                  "usr/share/tabset" "usr/share/vt" "usr/share/syscons" "usr/share/i18n"
                  "usr/share/skel" "usr/share/security" "usr/share/certs" "usr/share/keys"
                  "usr/libdata/lint" "usr/libdata/pkgconfig")))

(define freebsd-rc-scripts
  (host-package "freebsd-rc-scripts" "/etc/rc and its scripts"
                '("etc/rc" "etc/rc.subr" "etc/defaults/rc.conf" "etc/rc.d/sysctl")
                '("etc/rc.d" "etc/rc.shutdown" "etc/rc.initdiskless" "etc/rc.resume"
                  "etc/rc.suspend" "etc/rc.bsdextended" "etc/rc.firewall" "etc/network.subr"
                  "etc/rc.conf.d" "etc/rc.sendmail")))

(define freebsd-networking
  (host-package "freebsd-networking" "dhclient, devd and packet filters' data"
                '("sbin/dhclient" "sbin/dhclient-script" "sbin/ifconfig" "etc/devd.conf")
                '("sbin/resolvconf" "etc/devd" "sbin/devd" "sbin/route" "sbin/ping" "sbin/pfctl"
                  "sbin/ipfw" "usr/libexec/resolvconf" "etc/regdomain.xml" "etc/pf.os"
                  "etc/bluetooth/hosts" "etc/bluetooth/protocols")))

(define freebsd-openssh
  (host-package "freebsd-openssh" "The OpenSSH server and clients"
                '("usr/sbin/sshd" "usr/bin/ssh" "usr/bin/ssh-keygen" "etc/ssh/sshd_config")
                '("usr/bin/scp" "usr/bin/sftp" "usr/bin/ssh-*" "usr/libexec/sftp-server"
                  "usr/libexec/ssh-*" "usr/lib/libprivatessh*" "etc/ssh/moduli"
                  "etc/ssh/ssh_config")))

(define freebsd-kernel-headers
  (host-package "freebsd-kernel-headers" "Headers of the kernel's interfaces"
                '("usr/include/sys/param.h") '("usr/include/sys" "usr/include/machine"
                                               "usr/include/x86" "usr/include/vm")))

(define freebsd-headers
  (host-package "freebsd-headers" "Headers of the C library and the other libraries"
                '("usr/include/stdio.h") '("usr/include" "usr/lib/*.o" "usr/lib/*.a"
                                           "usr/libdata/pkgconfig")))

(define freebsd-share-mk
  (host-package "freebsd-share-mk" "The makefiles of /usr/share/mk"
                '("usr/share/mk/bsd.prog.mk") '("usr/share/mk")))

(define freebsd-toolchain
  (host-package "freebsd-toolchain" "The compiler, the linker and the binary tools"
                '("usr/bin/cc" "usr/bin/ld")
                (append %freebsd-toolchain-files '("usr/bin/make" "usr/bin/yacc" "usr/bin/lex"))))

(define %freebsd-host-staged-core-packages
  ;; Enough to start /bin/sh.
  (list freebsd-kernel freebsd-bootloader freebsd-libc freebsd-userland))

(define %freebsd-host-staged-system-packages
  ;; The userland of a machine: base-packages of most host-staged systems.
  (list freebsd-runtime freebsd-rc-scripts freebsd-networking freebsd-openssh freebsd-userland
        freebsd-libc))

(define %freebsd-host-staged-development-profile-packages
  (list freebsd-kernel-headers freebsd-headers freebsd-share-mk freebsd-toolchain))

(define %freebsd-host-staged-all-packages
  (append (list freebsd-kernel freebsd-bootloader)
          %freebsd-host-staged-system-packages
          %freebsd-host-staged-development-profile-packages))

(define %freebsd-host-staged-replacement-order
  ;; Names in the order in which native or distribution packages are to take their place.
  (map freebsd-package-name
       (list freebsd-kernel freebsd-kernel-headers freebsd-headers freebsd-libc freebsd-bootloader
             freebsd-userland freebsd-runtime freebsd-rc-scripts freebsd-networking
             freebsd-openssh freebsd-share-mk freebsd-toolchain)))

(define (freebsd-host-staged-package? x)
  ;; True for a package that is copied from a FreeBSD root of the host.
  (and (freebsd-package? x) (host-staged? (freebsd-package-origin x))))

(define (host-staged-packages-from root packages)
  ;; PACKAGES, host-staged ones, copied from the FreeBSD tree ROOT instead of --freebsd-root.
  (map (lambda (package)
         (freebsd-package
          (inherit package)
          (origin (host-staged (inherit (freebsd-package-origin package)) (root root)))))
       packages))

;;; Slices of distribution sets.

(define (distribution-of x)
  (let ((source (if (freebsd-base? x) (freebsd-base-source x) x)))
    (unless (freebsd-distribution? source)
      (raise-declaration-error
       (if (freebsd-base? x)
           (string-append "the freebsd-base `" (freebsd-base-name x)
                          "' has no freebsd-distribution for its source")
           (string-append "a freebsd-distribution, or a freebsd-base with one, is needed, not "
                          (value->words x)))
       #f "give the freebsd-base (source (freebsd-distribution …))"))
    source))

(define (slice base suffix synopsis sets include exclude required)
  (let ((distribution (distribution-of base)))
    (freebsd-package
     (name (string-append (freebsd-distribution-name distribution) "-" suffix))
     (version (freebsd-distribution-release distribution))
     (synopsis synopsis)
     (origin (distribution-slice
              (distribution distribution)
              (sets sets)
              (include include)
              (exclude exclude)
              (required required))))))

(define %freebsd-not-runtime
  ;; What the runtime slice leaves to others, and the top directories that are the machine's own.
  '("boot" "rescue" "dev" "media" "mnt" "net" "proc" "tmp" "var" "home" "usr/home" "usr/local"
    "usr/include" "usr/lib/debug" "usr/lib32" "usr/libdata/lint" "usr/obj" "usr/src" "usr/tests"
    "usr/lib/*.a" "usr/lib/*.o" "usr/lib/clang" "sys" "COPYRIGHT" "METALOG"
    "usr/share/doc" "usr/share/examples" "usr/share/info" "usr/share/man" "usr/share/mk"
    "etc/master.passwd" "etc/passwd" "etc/group" "etc/pwd.db" "etc/spwd.db"))

(define %freebsd-runtime-required
  '("bin/sh" "sbin/init" "libexec/ld-elf.so.1" "lib/libc.so.7" "etc/rc" "etc/rc.subr"
    "etc/defaults/rc.conf" "etc/login.conf" "usr/sbin/pw"))

(define (freebsd-distribution-kernel-for base)
  ;; The kernel of BASE's set "kernel"; BASE is a freebsd-base or a freebsd-distribution.
  (slice base "kernel" "The kernel and its modules" '("kernel")
         '("boot/modules") '("boot/kernel/*.debug") '("boot/kernel")))

(define (freebsd-distribution-bootloader-for base)
  (slice base "bootloader" "loader.efi, the other boot programs and their Lua" '("base")
         '("boot") '("boot/kernel" "boot/kernel.*" "boot/modules" "boot/efi" "boot/zfs")
         %freebsd-bootloader-required))

(define (freebsd-distribution-runtime-for base)
  (slice base "runtime" "FreeBSD's userland" '("base")
         '("**") %freebsd-not-runtime
         %freebsd-runtime-required))

(define (freebsd-distribution-headers-for base)
  (slice base "headers" "Headers, static libraries and makefiles" '("base")
         '("usr/lib/*.a" "usr/lib/*.o" "usr/share/mk") '() '("usr/include")))

(define (freebsd-distribution-toolchain-for base)
  (slice base "toolchain" "The compiler, the linker and the binary tools" '("base")
         %freebsd-toolchain-files '() '("usr/bin/cc")))

(define (freebsd-distribution-system-packages-for base)
  ;; base-packages of a system made of distribution sets.
  (list (freebsd-distribution-runtime-for base)))

(define (freebsd-distribution-development-packages-for base)
  ;; development-packages of a system made of distribution sets.
  (list (freebsd-distribution-headers-for base) (freebsd-distribution-toolchain-for base)))
