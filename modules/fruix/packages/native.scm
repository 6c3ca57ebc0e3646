;;; Commentary:
;;; FreeBSD built from source, as packages: slices of what buildworld and buildkernel install. A base's
;;; slices are cut from two builds, which bases with the same source and settings share.

(define-module (fruix packages native)
  #:use-module (fruix types)
  #:use-module (fruix packages package)
  #:use-module (fruix packages freebsd)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd base)
  #:export (freebsd-native-kernel-for freebsd-native-bootloader-for freebsd-native-runtime-for
            freebsd-native-headers-for freebsd-native-toolchain-for freebsd-native-world-for
            freebsd-native-system-packages-for freebsd-native-development-packages-for
            %freebsd-native-build-info))

(define %freebsd-native-build-info
  ;; The file in which each item says how it was built.
  ".freebsd-native-build-info.scm")

(define (label->name label)
  ;; LABEL as part of an item's name.
  (string-map (lambda (c)
                (if (or (char-alphabetic? c) (char-numeric? c) (memv c '(#\+ #\. #\_ #\-))) c #\-))
              label))

(define (slice base part suffix synopsis include exclude required)
  (unless (and (freebsd-base? base) (freebsd-source? (freebsd-base-source base)))
    (error "not a freebsd-base whose source is a freebsd-source:" base))
  (freebsd-package
   (name (string-append "freebsd-native-" suffix "-"
                        (label->name (freebsd-base-version-label base))))
   (version (freebsd-base-release base))
   (synopsis synopsis)
   (origin (native-slice
            (base base)
            (part part)
            (include include)
            (exclude exclude)
            (required (cons %freebsd-native-build-info required))))))

(define (freebsd-native-kernel-for base)
  ;; The kernel and modules that are built from the source of BASE, a freebsd-base.
  (slice base 'kernel "kernel" "The kernel and its modules"
         '("boot/modules") '("boot/kernel/*.debug" "usr/lib/debug")
         '("boot/kernel" "boot/kernel/kernel")))

(define (freebsd-native-bootloader-for base)
  (slice base 'world "bootloader" "loader.efi, the other boot programs and their Lua"
         '("boot") '("boot/kernel" "boot/kernel.*" "boot/modules" "boot/efi" "boot/zfs")
         %freebsd-bootloader-required))

(define (freebsd-native-runtime-for base)
  (slice base 'world "runtime" "FreeBSD's userland"
         '("**") (append %freebsd-not-runtime %freebsd-toolchain-files)
         %freebsd-runtime-required))

(define (freebsd-native-headers-for base)
  (slice base 'world "headers" "Headers, static libraries and makefiles"
         '("usr/lib/*.a" "usr/lib/*.o" "usr/libdata/pkgconfig" "usr/share/mk") '()
         '("usr/include" "usr/include/stdio.h" "usr/include/sys/param.h")))

(define (freebsd-native-toolchain-for base)
  (slice base 'world "toolchain" "The compiler, the linker and the binary tools"
         %freebsd-toolchain-files '() '("usr/bin/cc" "usr/bin/ld")))

(define (freebsd-native-world-for base)
  ;; All that installworld and distribution install.
  (slice base 'world "world" "FreeBSD's world, undivided"
         '("**") '() (append %freebsd-bootloader-required %freebsd-runtime-required)))

(define (freebsd-native-system-packages-for base)
  ;; base-packages of a system that is built from source.
  (list (freebsd-native-runtime-for base)))

(define (freebsd-native-development-packages-for base)
  ;; development-packages of a system that is built from source.
  (list (freebsd-native-headers-for base) (freebsd-native-toolchain-for base)))
